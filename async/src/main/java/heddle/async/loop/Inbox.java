package heddle.async.loop;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Continuations that other threads have made ready for a loop, and whether that rests meanwhile.
///
/// The loop publishes that it is about to rest and then looks at the queue again; whoever brings something queues it
/// and then looks how the loop rests. These are volatile accesses, so there is one order of all four, and one of the
/// two sees the other: nobody makes a system call to wake what is awake, and nothing is left to one that sleeps. The
/// module `proofs` tries it in every order.
final class Inbox {
    /// How a loop rests.
    enum Rest {
        /// Not at all: it looks here by itself.
        AWAKE,
        /// In its I/O thread's poll, or about to.
        POLLING,
        /// On its carrier, or about to, while its I/O thread is itself parked.
        PARKED,
        /// It has ended and looks here no more.
        ENDED
    }

    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    /// Written by the loop alone.
    private volatile Rest rest = Rest.AWAKE;

    /// Queues `stretch`, and tells how the loop rests: unless it is awake, the caller sees to it that it looks.
    Rest put(Runnable stretch) {
        queue.add(stretch);
        return rest;
    }

    /// Takes the first, or null.
    @Nullable Runnable poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    /// Publishes how the loop rests from now on, and returns how it did until now. It is to look at the queue after
    /// this, and only then to sleep.
    Rest rest(Rest way) {
        var before = rest;
        rest = way;
        return before;
    }

    /// How the loop rests.
    Rest rest() {
        return rest;
    }
}
