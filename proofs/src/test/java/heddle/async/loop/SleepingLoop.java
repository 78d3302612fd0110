package heddle.async.loop;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/// A loop that goes to sleep once while another thread brings it something once, for Lincheck to put in every order.
public abstract class SleepingLoop {
    final Inbox inbox = new Inbox();
    private volatile boolean sleeps;
    private volatile boolean isWoken;

    /// Publishes that the loop is about to sleep; whether it may.
    abstract boolean settle();

    @Operation(runOnce = true)
    public void sleep() {
        sleeps = settle();
    }

    @Operation(runOnce = true)
    public void bring() {
        if (inbox.put(() -> {}) == Inbox.Rest.PARKED) {
            isWoken = true;
        }
    }

    @Validate
    public void isWokenIfItSleeps() {
        if (sleeps && !isWoken && !inbox.isEmpty()) {
            throw new IllegalStateException("the loop sleeps with something to run, and nobody wakes it");
        }
    }
}
