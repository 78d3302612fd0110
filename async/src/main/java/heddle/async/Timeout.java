package heddle.async;

import heddle.async.scope.Child;
import heddle.async.scope.Nanos;
import heddle.async.scope.Scope;
import heddle.async.task.Body;
import heddle.async.task.TimeoutExceededException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A scope that is cancelled when its time is up.
///
/// Only what the cancellation caused becomes a [TimeoutExceededException]. A body that returns all the same has its
/// value returned, and one that fails for reasons of its own has its failure thrown. If something further out is
/// cancelled too, it is that one's affair and the [heddle.async.task.CancelledException] passes.
final class Timeout {
    private Timeout() {}

    static <T extends @Nullable Object, X extends Exception> T timeout(Duration limit, Body<? extends T, X> body)
            throws X {
        var me = Child.caller();
        var scope = Scope.inside(me.scope());
        var timer = me.loop().schedule(Nanos.of(limit), () -> me.cancel(scope));
        me.enter(scope);
        try {
            return body.call();
        } catch (Throwable e) {
            if (scope.isEndedBy(e)) {
                throw new TimeoutExceededException(limit, e);
            }
            throw e;
        } finally {
            timer.cancel();
            me.leave(scope);
        }
    }

    static <T extends @Nullable Object, X extends Exception> T timeoutAt(Deadline deadline, Body<? extends T, X> body)
            throws X {
        var me = Child.caller();
        var scope = Scope.inside(me.scope());
        long entered = me.loop().nanoTime();
        var alarm = deadline.alarm(me.loop(), () -> me.cancel(scope));
        me.enter(scope);
        try {
            return body.call();
        } catch (Throwable e) {
            if (scope.isEndedBy(e)) {
                throw new TimeoutExceededException(Duration.ofNanos(me.loop().nanoTime() - entered), e);
            }
            throw e;
        } finally {
            alarm.close();
            me.leave(scope);
        }
    }
}
