package heddle.async.scope;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How long to wait for what is sure to come, before it counts as lost: far longer than a busy machine delays it,
/// and not for ever.
final class Patience {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(5);

    private Patience() {}

    /// Parks until `done`; false if nothing woke it before patience was over.
    static boolean parkUntil(BooleanSupplier done) {
        return done.getAsBoolean() || parkOnce(done);
    }

    /// As [#parkUntil], but parks before it looks.
    static boolean parkOnce(BooleanSupplier done) {
        long end = System.nanoTime() + NANOS;
        do {
            LockSupport.parkNanos(NANOS);
            if (System.nanoTime() - end >= 0) {
                return false;
            }
        } while (!done.getAsBoolean());
        return true;
    }

    /// Looks until `done`, giving way in between; false if it was not before patience was over.
    @SuppressWarnings("ThreadPriorityCheck") // there may be fewer cores than threads of a test
    static boolean spinUntil(BooleanSupplier done) {
        long end = System.nanoTime() + NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }
}
