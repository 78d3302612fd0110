package heddle.net.wire;

/// How long each step of a dial took, in nanoseconds; 0 for a step that was not needed.
///
/// @param dnsNanos until addresses were known
/// @param connectNanos from there until TCP was connected
/// @param tlsNanos from there until the handshake was over
public record DialTimes(long dnsNanos, long connectNanos, long tlsNanos) {
    /// Of a connection that was there.
    public static final DialTimes NONE = new DialTimes(0, 0, 0);
}
