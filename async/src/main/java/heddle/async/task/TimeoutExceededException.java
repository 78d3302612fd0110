package heddle.async.task;

import heddle.async.time.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown by [heddle.async.Async#timeout] when its body did not end in time. The cause, where there is one, shows
/// where it waited.
public final class TimeoutExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    /// `limit` is the time that was allowed.
    public TimeoutExceededException(Duration limit, @Nullable Throwable cause) {
        super("not done within " + Seconds.text(limit), cause);
        this.limit = limit;
    }

    /// The time that was allowed.
    public Duration limit() {
        return limit;
    }
}
