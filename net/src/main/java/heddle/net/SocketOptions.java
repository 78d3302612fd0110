package heddle.net;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What the kernel is told of the TCP sockets of connections. Where a [transport][heddle.async.LoopTransport] lacks an
/// option that is asked for, a dial fails with [DialFailure#SOCKET_OPTION_MISSING] and names it; simulated networks
/// have no kernel, and take any. Sockets that go by files know none of these.
///
/// TCP Fast Open (RFC 7413) is left out on purpose: a request that goes with the first packet may be
/// delivered twice, and an attempt to connect would look successful before anyone has answered, which is
/// what Happy Eyeballs is decided by.
///
/// @param tcpNoDelay send small writes at once, without Nagle's algorithm (RFC 1122 §4.2.3.4); true by default
/// @param keepAlive let the kernel probe idle connections (RFC 1122 §4.2.3.6); false by default, since the pool closes
///     what is idle long before
/// @param probes when it probes; by default as the system is set, mostly after 2 h
/// @param receiveBufferBytes `SO_RCVBUF`, which Linux doubles and keeps below `net.core.rmem_max`; positive; by default
///     the kernel finds what is good, and fixing it ends that
/// @param sendBufferBytes `SO_SNDBUF`, in the same way
/// @param userTimeout how long what was sent may go without an acknowledgement until the connection is
///     broken (`TCP_USER_TIMEOUT`, RFC 5482); at least 1 ms; by default as the system is set, mostly 15 min;
///     epoll and io_uring have it, NIO does not
public record SocketOptions(
        boolean tcpNoDelay,
        boolean keepAlive,
        Optional<KeepAliveProbes> probes,
        OptionalInt receiveBufferBytes,
        OptionalInt sendBufferBytes,
        Optional<Duration> userTimeout) {

    public SocketOptions {
        receiveBufferBytes.ifPresent(bytes -> Limits.positive("receiveBufferBytes", bytes));
        sendBufferBytes.ifPresent(bytes -> Limits.positive("sendBufferBytes", bytes));
        userTimeout.ifPresent(
                timeout -> Limits.positive("userTimeout in milliseconds", Math.toIntExact(timeout.toMillis())));
    }

    /// Small writes at once, no probes, and all else as the system is set.
    public static SocketOptions defaults() {
        return new SocketOptions(
                true, false, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /// A copy that sends small writes at once, or lets the kernel gather them.
    public SocketOptions tcpNoDelay(boolean tcpNoDelay) {
        return new SocketOptions(tcpNoDelay, keepAlive, probes, receiveBufferBytes, sendBufferBytes, userTimeout);
    }

    /// A copy with or without the kernel's probes, at the times that the system sets.
    public SocketOptions keepAlive(boolean keepAlive) {
        return new SocketOptions(
                tcpNoDelay, keepAlive, Optional.empty(), receiveBufferBytes, sendBufferBytes, userTimeout);
    }

    /// A copy with the kernel's probes at these times.
    public SocketOptions keepAlive(KeepAliveProbes probes) {
        return new SocketOptions(
                tcpNoDelay, true, Optional.of(probes), receiveBufferBytes, sendBufferBytes, userTimeout);
    }

    /// A copy with so much room for what has come and was not read.
    public SocketOptions receiveBufferBytes(int bytes) {
        return new SocketOptions(tcpNoDelay, keepAlive, probes, OptionalInt.of(bytes), sendBufferBytes, userTimeout);
    }

    /// A copy with so much room for what was written and is not acknowledged.
    public SocketOptions sendBufferBytes(int bytes) {
        return new SocketOptions(tcpNoDelay, keepAlive, probes, receiveBufferBytes, OptionalInt.of(bytes), userTimeout);
    }

    /// A copy that breaks a connection whose peer acknowledges nothing for so long.
    public SocketOptions userTimeout(Duration timeout) {
        return new SocketOptions(
                tcpNoDelay, keepAlive, probes, receiveBufferBytes, sendBufferBytes, Optional.of(timeout));
    }
}
