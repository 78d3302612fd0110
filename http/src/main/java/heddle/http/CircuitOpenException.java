package heddle.http;

import java.time.Duration;
import java.util.Locale;

/// Nothing was sent: the host has failed too often of late, and is left alone for a while. Retryable, after that.
public final class CircuitOpenException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// How long it is left alone at least.
    private final Duration remaining;

    /// `origin` has failed, and is left alone for so long at least.
    public CircuitOpenException(String origin, Duration remaining) {
        super(
                Phase.POOL,
                "%s has failed too often of late and is left alone; try again in %s s"
                        .formatted(
                                Redaction.url(origin), String.format(Locale.ROOT, "%.3f", remaining.toNanos() / 1e9)),
                null);
        this.remaining = remaining;
    }

    /// How long the host is left alone at least; zero while it is being tried.
    public Duration remaining() {
        return remaining;
    }

    /// `circuit_open`.
    @Override
    public String kind() {
        return "circuit_open";
    }

    /// Always: it closes again.
    @Override
    public boolean isRetryable() {
        return true;
    }
}
