package heddle.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A phase, or the whole exchange, took longer than it may. Retryable.
public final class HttpTimeoutException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// How long it may take.
    private final Duration limit;

    /// How long it took until it was given up.
    private final Duration elapsed;

    /// The phase whose limit it was ([Phase#TOTAL] for the exchange), the limit, and the time that had passed.
    public HttpTimeoutException(Phase phase, Duration limit, Duration elapsed) {
        super(phase, message(phase, limit, elapsed), null);
        this.limit = limit;
        this.elapsed = elapsed;
    }

    /// As above, with what is known about the reason and what to do, `no answer (192.0.2.1); …` say.
    public HttpTimeoutException(
            Phase phase, Duration limit, Duration elapsed, String detail, @Nullable Throwable cause) {
        super(
                phase,
                "timed out after %s while %s: %s".formatted(seconds(elapsed), phase.activity(), Redaction.text(detail)),
                cause);
        this.limit = limit;
        this.elapsed = elapsed;
    }

    private static String message(Phase phase, Duration limit, Duration elapsed) {
        String activity = phase == Phase.TOTAL ? "the whole exchange" : phase.activity();
        return "timed out after %s: %s may take %s; %s"
                .formatted(seconds(elapsed), activity, seconds(limit), phase.advice());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    /// How long it may take.
    public Duration limit() {
        return limit;
    }

    /// How long it took until it was given up.
    public Duration elapsed() {
        return elapsed;
    }

    /// `timeout`.
    @Override
    public String kind() {
        return "timeout";
    }

    /// Always: slowness passes.
    @Override
    public boolean isRetryable() {
        return true;
    }
}
