package heddle.client;

import heddle.client.tap.WireTap;
import heddle.client.wire.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of one call, from [Request#send] to its response, over all redirects and repetitions. Used by the
/// one coroutine that makes the call.
final class Call {
    private final Optional<WireTap> tap;
    private List<Redirect> redirects = List.of();
    private long spentNanos;
    private long queuedNanos;
    private boolean isUnanswered;
    private boolean isUnprocessed;

    Call(Optional<WireTap> tap) {
        this.tap = tap;
    }

    /// What sees all its hops, if anything.
    Optional<WireTap> tap() {
        return tap;
    }

    /// A transfer has ended without being the answer: the time it took counts.
    void spend(Transfer transfer) {
        var times = transfer.times();
        boolean hadConnection = times.ready() != 0;
        long ready = hadConnection ? times.ready() : transfer.nanoTime();
        queuedNanos += ready - times.started();
        spentNanos += transfer.nanoTime() - ready;
        isUnanswered = transfer.isUnanswered();
        isUnprocessed = transfer.isUnprocessed();
    }

    /// Whether the last transfer met a connection that the server had closed before it saw the request.
    boolean isUnanswered() {
        return isUnanswered;
    }

    /// Whether the last transfer failed, and the server has said that it did nothing about the request.
    boolean isUnprocessed() {
        return isUnprocessed;
    }

    /// What hops that are over took, without their waits for a connection.
    long spentNanos() {
        return spentNanos;
    }

    /// How long those hops waited for a connection.
    long queuedNanos() {
        return queuedNanos;
    }

    void add(Redirect redirect) {
        if (redirects.isEmpty()) {
            redirects = new ArrayList<>();
        }
        redirects.add(redirect);
    }

    List<Redirect> redirects() {
        return redirects;
    }
}
