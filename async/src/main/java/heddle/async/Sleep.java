package heddle.async;

import heddle.async.loop.Parking;
import heddle.async.scope.Child;
import heddle.async.scope.Nanos;
import java.time.Duration;

/// Waiting for nothing but time.
final class Sleep {
    private Sleep() {}

    static void sleep(Duration duration) {
        var me = Child.caller();
        me.check();
        long nanos = Nanos.of(duration);
        if (nanos == 0) {
            me.giveWay();
            return;
        }
        Parking.await(() -> false, me.loop().nanoTime() + nanos);
    }

    static void sleepUntil(Deadline deadline) {
        var me = Child.caller();
        me.check();
        var alarm = deadline.alarm(me.loop(), () -> Parking.wake(me.thread()));
        try {
            Parking.await(deadline::hasPassed);
        } finally {
            alarm.close();
        }
    }
}
