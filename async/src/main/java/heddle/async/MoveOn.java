package heddle.async;

import heddle.async.scope.Child;
import heddle.async.scope.Scope;
import heddle.async.task.Action;
import heddle.async.task.Body;
import java.util.Optional;

/// A scope that is cancelled when its time is up, as [Timeout]'s, and then is left as if nothing had happened.
final class MoveOn {
    private MoveOn() {}

    static <X extends Exception> boolean moveOnAt(Deadline deadline, Action<X> action) throws X {
        return MoveOn.<Boolean, X>moveOnAt(deadline, () -> {
                    action.run();
                    return true;
                })
                .orElse(false);
    }

    static <T, X extends Exception> Optional<T> moveOnAt(Deadline deadline, Body<? extends T, X> body) throws X {
        var me = Child.caller();
        var scope = Scope.inside(me.scope());
        var alarm = deadline.alarm(me.loop(), () -> me.cancel(scope));
        me.enter(scope);
        try {
            return Optional.of(body.call());
        } catch (Throwable e) {
            if (scope.isEndedBy(e)) {
                return Optional.empty();
            }
            throw e;
        } finally {
            alarm.close();
            me.leave(scope);
        }
    }
}
