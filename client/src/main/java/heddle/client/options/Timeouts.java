package heddle.client.options;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// How long the phases of an exchange may take. Looking up a name, connecting and the TLS handshake have their
/// limits in [heddle.net.NetOptions]. A limit that is reached is a [heddle.http.HttpTimeoutException] with its
/// phase; one that is not positive an [IllegalArgumentException]; [#NEVER] turns one off.
///
/// @param pool waiting for a free connection; counted in no other limit; none by default
/// @param write sending the request; while its body is streamed, each wait for the server to take more; 30 s by
///     default
/// @param firstByte from there until the first byte of the response; 30 s by default
/// @param readGap between two reads of the response; a reader who takes his time is not counted; 30 s by default
/// @param total the whole exchange, over all redirects and repetitions, until the last byte has come in; 5 minutes by
///     default
public record Timeouts(Duration pool, Duration write, Duration firstByte, Duration readGap, Duration total) {
    /// A limit that is never reached.
    public static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    public Timeouts {
        requirePositive("pool", pool);
        requirePositive("write", write);
        requirePositive("firstByte", firstByte);
        requirePositive("readGap", readGap);
        requirePositive("total", total);
    }

    /// No limit for the pool, whose queue moves because everything else is limited; 30 s to write, to the first
    /// byte and between reads; 5 minutes in total.
    public static Timeouts defaults() {
        var phase = Duration.ofSeconds(30);
        return new Timeouts(NEVER, phase, phase, phase, Duration.ofMinutes(5));
    }

    /// With a limit for waiting for a free connection.
    public Timeouts pool(Duration pool) {
        return new Timeouts(pool, write, firstByte, readGap, total);
    }

    /// With a limit for sending the request.
    public Timeouts write(Duration write) {
        return new Timeouts(pool, write, firstByte, readGap, total);
    }

    /// With a limit for the wait for the response.
    public Timeouts firstByte(Duration firstByte) {
        return new Timeouts(pool, write, firstByte, readGap, total);
    }

    /// With a limit for each wait in the middle of the response.
    public Timeouts readGap(Duration readGap) {
        return new Timeouts(pool, write, firstByte, readGap, total);
    }

    /// With a limit for the whole.
    public Timeouts total(Duration total) {
        return new Timeouts(pool, write, firstByte, readGap, total);
    }

    private static void requirePositive(String what, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "timeout '%s' is %s; it must be positive, or Timeouts.NEVER".formatted(what, limit));
        }
    }
}
