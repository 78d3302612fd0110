package heddle.client;

import heddle.client.wire.TransferTimes;
import java.time.Duration;

/// When an exchange reached its milestones, each counted from its start as curl's `--write-out` variables are; what
/// redirects, logins and repetitions took is part of them. The wait for a free connection is not: it stands beside
/// them.
///
/// @param queued waiting for a free connection, before the start
/// @param nameLookup until the host name was resolved; adds nothing on a connection that was there
/// @param connect until the connection was open; adds nothing on one that was there
/// @param appConnect until the TLS handshake was over; zero without a handshake
/// @param preTransfer until the request could go: the connection, its handshake and its tunnel were there
/// @param postTransfer until the last byte of the request had left; as `total` if it has not
/// @param startTransfer until the first byte of the response
/// @param total until the last byte, or until now while bytes are to come
/// @param redirect until the exchange began that brought the response; zero if it was the first
public record Timings(
        Duration queued,
        Duration nameLookup,
        Duration connect,
        Duration appConnect,
        Duration preTransfer,
        Duration postTransfer,
        Duration startTransfer,
        Duration total,
        Duration redirect) {
    static Timings of(Call call, TransferTimes times) {
        long spent = call.spentNanos();
        long connected = spent + times.dnsNanos() + times.connectNanos();
        return new Timings(
                Duration.ofNanos(call.queuedNanos() + times.ready() - times.started()),
                Duration.ofNanos(spent + times.dnsNanos()),
                Duration.ofNanos(connected),
                Duration.ofNanos(times.tlsNanos() == 0 ? 0 : connected + times.tlsNanos()),
                Duration.ofNanos(spent + times.served() - times.ready()),
                Duration.ofNanos(spent + times.sent() - times.ready()),
                Duration.ofNanos(spent + times.firstByte() - times.ready()),
                Duration.ofNanos(spent + times.lastByte() - times.ready()),
                Duration.ofNanos(spent));
    }
}
