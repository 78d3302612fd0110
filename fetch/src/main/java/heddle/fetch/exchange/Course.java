package heddle.fetch.exchange;

import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;

/// What an exchange asks of, and tells, the one who gave it its turn.
public interface Course {
    /// Whether a URL that has come to this may be tried again.
    boolean mayRetry(Turn<Entry> turn, Report report);

    /// Leaves so much time between two starts at the host at least, since it asks for that.
    void slowDown(Turn<Entry> turn, long intervalNanos);
}
