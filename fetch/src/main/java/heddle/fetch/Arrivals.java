package heddle.fetch;

import heddle.fetch.exchange.Entry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What the reading thread has brought a lane that has not looked at it yet, and whether more is of use. No lock: the
/// reading thread adds, the lane takes.
///
/// What comes beyond the room of the frontier has to be read again when its turn comes, and with it all that follows
/// of the same host. So the reading thread stops before that.
final class Arrivals {
    /// URLs, at most; about, since they come in batches.
    private static final int URLS_MAX = 8192;

    private final Queue<List<Entry>> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger weight = new AtomicInteger();
    private final Gate gate;
    private final int itemsMax;
    private final int manyFrom;
    private volatile int room;
    private volatile boolean areEnough;

    /// None as yet.
    ///
    /// @param itemsMax that the frontier keeps
    /// @param gate     where the reading thread waits
    Arrivals(int itemsMax, Gate gate) {
        this.itemsMax = itemsMax;
        this.gate = gate;
        manyFrom = Math.min(URLS_MAX, itemsMax);
        room = itemsMax;
    }

    // ---- the reading thread's

    /// Brings more. Does not wait.
    void add(List<Entry> batch) {
        batches.add(batch);
        // Another batch would be too much: but there is to be one to begin with, or nobody would ever make room.
        if (weight.addAndGet(Entry.weight(batch)) > room - Math.min(Intake.BATCH, itemsMax / 2)) {
            areEnough = true;
        }
    }

    /// Whether the lane is behind.
    boolean areMany() {
        return weight.get() >= manyFrom;
    }

    /// Whether the lane gains nothing from more.
    boolean areEnough() {
        return areEnough;
    }

    // ---- the lane's

    boolean areNone() {
        return batches.isEmpty();
    }

    /// The next of them.
    @Nullable List<Entry> next() {
        return batches.poll();
    }

    /// Notes that the frontier has it, and what room that leaves: first, or what has just come would pass for room.
    void taken(List<Entry> batch, int roomLeft) {
        room = roomLeft;
        // In one step: had the reading thread come between a look and the taking, it would wait for nobody.
        int before = weight.getAndAdd(-Entry.weight(batch));
        if (before >= manyFrom) {
            gate.open();
        }
    }

    /// Notes what room the frontier has, and has more brought when that is half of it.
    void makeRoom(int roomLeft) {
        room = roomLeft;
        if (areEnough && roomLeft > itemsMax / 2) {
            areEnough = false;
            gate.open();
        }
    }
}
