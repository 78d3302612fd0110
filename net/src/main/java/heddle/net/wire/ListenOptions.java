package heddle.net.wire;

import heddle.net.TlsIdentity;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where and how to listen.
///
/// @param address an IP address, or a name that is still to be looked up, and a port, where port 0 takes a free one;
///     or a Unix domain socket
/// @param backlog how many connections the kernel holds that nobody has accepted yet
/// @param portSharing whether several loops may listen on this port, the kernel spreading connections over them
/// @param tls what to show of oneself; empty means plain TCP
/// @param protocols ALPN names in order of preference; empty selects none
/// @param handshakeTimeout how long a peer may take over TLS before it is cut
public record ListenOptions(
        SocketAddress address,
        int backlog,
        PortSharing portSharing,
        Optional<TlsIdentity> tls,
        List<String> protocols,
        Duration handshakeTimeout) {

    /// Whether several listeners may share one port (`SO_REUSEPORT`).
    public enum PortSharing {
        EXCLUSIVE,
        SHARED
    }

    public ListenOptions {
        protocols = List.copyOf(protocols);
    }

    /// Without TLS, a backlog of 4096 (the kernel may hold fewer), one listener a port.
    public static ListenOptions on(SocketAddress address) {
        return new ListenOptions(
                address, 4096, PortSharing.EXCLUSIVE, Optional.empty(), List.of(), Duration.ofSeconds(10));
    }

    public ListenOptions backlog(int backlog) {
        return new ListenOptions(address, backlog, portSharing, tls, protocols, handshakeTimeout);
    }

    public ListenOptions portSharing(PortSharing portSharing) {
        return new ListenOptions(address, backlog, portSharing, tls, protocols, handshakeTimeout);
    }

    public ListenOptions tls(TlsIdentity identity, String... protocols) {
        return new ListenOptions(
                address, backlog, portSharing, Optional.of(identity), List.of(protocols), handshakeTimeout);
    }

    public ListenOptions handshakeTimeout(Duration handshakeTimeout) {
        return new ListenOptions(address, backlog, portSharing, tls, protocols, handshakeTimeout);
    }
}
