package heddle.fetch.job;

import java.time.Duration;

/// That a host is to be left alone for a while: what the next run of a job has to know of it, or that run would ask
/// at once.
///
/// @param host      as the job counts hosts
/// @param kind      whether it will be asked after that
/// @param failures  how often in a row it could not be reached
/// @param overloads how often it has said of late that it has too much to do
/// @param time      from now on
public record Respite(String host, Kind kind, int failures, int overloads, Duration time) {
    /// What becomes of the URLs of the host meanwhile.
    public enum Kind {
        /// They wait.
        BACKED_OFF,
        /// They are not asked for: it could not be reached again and again.
        DOWN,
        /// They are not asked for: it wants to be left alone for longer than anything is tried.
        BUSY
    }
}
