package heddle.client;

import heddle.async.loop.Loop;
import heddle.client.signal.CallSignal;
import heddle.client.tap.WireTap;
import heddle.client.wire.Transfer;
import heddle.client.wire.TransferTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one call, from [Request#send] to its response, over all redirects and repetitions. Used by the
/// one coroutine that makes the call; when it began may be said and asked by its [forks][#fork], too, on theirs.
///
/// Its time runs from the moment its first transfer is handed over, whatever it does in between, and the waits for
/// connections are taken off.
final class Call {
    private final Optional<WireTap> tap;
    private final CallSignal signal;
    private final Wanted wanted;
    private final @Nullable Call parent;
    private List<Redirect> redirects = List.of();
    private @Nullable Transfer latest;
    private boolean isLatestCounted;

    /// Written after `begun`.
    private volatile boolean hasBegun;

    private long begun;
    private long spentNanos;
    private long queuedNanos;
    private boolean isUnanswered;
    private boolean isUnprocessed;

    /// What it is made for.
    enum Wanted {
        RESPONSE,
        /// The connection itself, for another protocol; a response if the server does not want that.
        UPGRADE
    }

    Call(Optional<WireTap> tap, Wanted wanted, CallSignal signal) {
        this(tap, wanted, signal, null);
    }

    private Call(Optional<WireTap> tap, Wanted wanted, CallSignal signal, @Nullable Call parent) {
        this.tap = tap;
        this.wanted = wanted;
        this.signal = signal;
        this.parent = parent;
    }

    /// Another call that has come as far as this one, for the same request at the same time.
    Call fork() {
        var fork = new Call(tap, wanted, signal, this);
        fork.redirects = redirects;
        fork.hasBegun = hasBegun;
        fork.begun = begun;
        fork.spentNanos = spentNanos;
        fork.queuedNanos = queuedNanos;
        return fork;
    }

    boolean isUpgrade() {
        return wanted == Wanted.UPGRADE;
    }

    /// What sees all its hops, if anything.
    Optional<WireTap> tap() {
        return tap;
    }

    /// Tells what happens to it.
    CallSignal signal() {
        return signal;
    }

    /// Another transfer is about to begin: the time of what came before it counts.
    void next() {
        Transfer past = latest;
        if (past != null) {
            count(past);
        }
        spentNanos = spentAt(nanoTime());
    }

    /// How long it has taken until `now`, without the waits for a connection; zero before it has begun.
    long spentAt(long now) {
        return hasBegun ? now - begun - queuedNanos : 0;
    }

    /// This transfer has been handed over.
    void begin(Transfer transfer) {
        beginAt(transfer.times().started());
        latest = transfer;
        isLatestCounted = false;
        isUnanswered = false;
        isUnprocessed = false;
    }

    /// It begins now, unless it has begun.
    void beginAt(long now) {
        if (hasBegun) {
            return;
        }
        begun = now;
        hasBegun = true;
        if (parent != null) {
            parent.beginAt(now);
        }
    }

    /// A transfer has ended without an answer.
    void failed(Transfer transfer) {
        count(transfer);
        isUnanswered = transfer.isUnanswered();
        isUnprocessed = transfer.isUnprocessed();
    }

    private void count(Transfer transfer) {
        if (!isLatestCounted) {
            isLatestCounted = true;
            TransferTimes times = transfer.times();
            queuedNanos += times.ready() - times.started();
        }
    }

    /// Whether the last transfer met a connection that the server had closed before it saw the request.
    boolean isUnanswered() {
        return isUnanswered;
    }

    /// Whether the last transfer failed, and the server has said that it did nothing about the request.
    boolean isUnprocessed() {
        return isUnprocessed;
    }

    /// What came before the latest transfer took, without the waits for a connection.
    long spentNanos() {
        return spentNanos;
    }

    /// How long what came before it waited for a connection.
    long queuedNanos() {
        return queuedNanos;
    }

    /// The clock of the call.
    long nanoTime() {
        return Loop.current().nanoTime();
    }

    /// A chain of redirects begins, maybe once more.
    void beginRedirects() {
        redirects = List.of();
    }

    void add(Redirect redirect) {
        if (redirects.isEmpty()) {
            redirects = new ArrayList<>();
        }
        redirects.add(redirect);
        signal.redirected(redirect.status(), redirect.from(), redirect.to());
    }

    List<Redirect> redirects() {
        return redirects;
    }
}
