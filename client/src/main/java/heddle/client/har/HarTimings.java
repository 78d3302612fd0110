package heddle.client.har;

import heddle.client.trace.ConnectionEvent;
import java.util.Map;
import java.util.Optional;

/// The phases of one exchange in nanoseconds; they make up the whole.
///
/// @param ready until it had a connection
/// @param dial the part of that in which the connection was made, if it was made for this exchange
/// @param send until the request was out
/// @param await until the response began
/// @param receive until it ended
record HarTimings(long ready, Optional<ConnectionEvent.Times> dial, long send, long await, long receive) {
    /// In milliseconds, −1 for what does not apply. `connect` has the handshake in it, as the format wants.
    Map<String, Object> fields() {
        long dns = dial.map(times -> times.nameLookup().toNanos()).orElse(-1L);
        long handshake = dial.map(times -> times.handshake().toNanos()).orElse(-1L);
        long connect = dial.map(times -> times.connect().toNanos() + handshake).orElse(-1L);
        long blocked = ready - Math.max(0, dns) - Math.max(0, connect);
        return HarJson.object(
                "blocked", milliseconds(blocked),
                "dns", milliseconds(dns),
                "connect", milliseconds(connect),
                "ssl", milliseconds(handshake == 0 ? -1 : handshake),
                "send", milliseconds(send),
                "wait", milliseconds(await),
                "receive", milliseconds(receive));
    }

    double time() {
        return milliseconds(ready + send + await + receive);
    }

    private static double milliseconds(long nanos) {
        return nanos < 0 ? -1 : nanos / 1e6;
    }
}
