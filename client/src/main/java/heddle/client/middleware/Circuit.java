package heddle.client.middleware;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The circuit to one host. Safe for any number of coroutines.
///
/// | state | a request | it succeeds | it fails | time |
/// |---|---|---|---|---|
/// | closed | passes | is counted | is counted; with too many among the last: open | |
/// | open | is refused | | | after a while: half open |
/// | half open | passes, if it is one of the probes | all have: closed, nothing counted | open | |
///
/// What a request comes to that began in an earlier state is not counted.
final class Circuit {
    private final CircuitOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final BitSet failed = new BitSet();
    private State state = State.CLOSED;
    private int epoch;
    private int counted;
    private long openUntil;
    private int probing;
    private int succeeded;

    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /// What a request that may pass came to.
    enum End {
        SUCCEEDED,
        FAILED,
        /// It was given up, and says nothing about the host.
        UNKNOWN
    }

    Circuit(CircuitOptions options) {
        this.options = options;
    }

    /// When the request began, to be told to [#end]; empty if it is refused.
    Optional<Integer> tryPass(long now) {
        lock.lock();
        try {
            if (state == State.OPEN && now >= openUntil) {
                enter(State.HALF_OPEN);
            }
            return switch (state) {
                case CLOSED -> Optional.of(epoch);
                case OPEN -> Optional.empty();
                case HALF_OPEN -> tryProbe();
            };
        } finally {
            lock.unlock();
        }
    }

    private Optional<Integer> tryProbe() {
        if (probing + succeeded >= options.probes()) {
            return Optional.empty();
        }
        probing++;
        return Optional.of(epoch);
    }

    void end(int begun, End end, long now) {
        lock.lock();
        try {
            if (begun != epoch) {
                return;
            }
            switch (state) {
                case CLOSED -> count(end, now);
                case OPEN -> {}
                case HALF_OPEN -> endProbe(end, now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(End end, long now) {
        if (end == End.UNKNOWN) {
            return;
        }
        failed.set(counted % options.window(), end == End.FAILED);
        counted = counted + 1 == 2 * options.window() ? options.window() : counted + 1;
        if (failed.cardinality() >= options.failuresMin()) {
            open(now);
        }
    }

    private void endProbe(End end, long now) {
        probing--;
        switch (end) {
            case SUCCEEDED -> {
                succeeded++;
                if (succeeded == options.probes()) {
                    enter(State.CLOSED);
                }
            }
            case FAILED -> open(now);
            case UNKNOWN -> {}
        }
    }

    private void open(long now) {
        enter(State.OPEN);
        openUntil = now + options.open().toNanos();
    }

    private void enter(State next) {
        state = next;
        epoch++;
        failed.clear();
        counted = 0;
        probing = 0;
        succeeded = 0;
    }

    /// For how long requests are refused at least.
    Duration refusing(long now) {
        lock.lock();
        try {
            return Duration.ofNanos(state == State.OPEN ? Math.max(0, openUntil - now) : 0);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Circuit[%s]".formatted(state);
    }
}
