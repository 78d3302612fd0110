package heddle.net;

import java.time.Duration;

/// When the kernel probes an idle connection, and when it gives it up (tcp(7)); full seconds, at least 1 s.
///
/// @param idle after which silence it begins (`TCP_KEEPIDLE`)
/// @param interval how long it waits for an answer until it asks once more (`TCP_KEEPINTVL`)
/// @param count how many probes without an answer end the connection (`TCP_KEEPCNT`); at least 1
public record KeepAliveProbes(Duration idle, Duration interval, int count) {
    public KeepAliveProbes {
        Limits.positive("keep-alive idle in seconds", Math.toIntExact(idle.toSeconds()));
        Limits.positive("keep-alive interval in seconds", Math.toIntExact(interval.toSeconds()));
        Limits.positive("keep-alive count", count);
    }
}
