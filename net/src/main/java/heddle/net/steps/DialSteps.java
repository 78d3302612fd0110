package heddle.net.steps;

import heddle.net.NameOrigin;
import heddle.net.ProxyServer;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;

/// Hears of each step of one dial, in order, on the coroutine that dials; nothing here may throw. A step that fails
/// ends the dial, whose failure tells why.
///
/// Through a proxy the name, the connection and TLS may be those of the proxy, as [#lookUp] and the others say, and
/// those of the target come after the tunnel.
public interface DialSteps {
    /// Hears nothing.
    DialSteps NONE = new DialSteps() {};

    /// The addresses of a host are looked up.
    default void lookUp(String host) {}

    /// They are known; those that may not be reached are left out later.
    default void lookedUp(String host, List<InetAddress> addresses, NameOrigin origin) {}

    /// TCP connects to one of these, the first at first; or a Unix domain socket does, which has none.
    default void connect(List<InetAddress> addresses) {}

    /// It has connected.
    default void connected(SocketAddress remote) {}

    /// A proxy is asked for a way on.
    default void tunnel(ProxyServer proxy) {}

    /// The proxy has opened it.
    default void tunnelled(ProxyServer proxy) {}

    /// TLS begins, with the server of that name.
    default void handshake(String serverName) {}

    /// Both sides have agreed.
    default void secured(String serverName, Agreement agreement) {}

    /// What they have agreed on.
    ///
    /// @param version of TLS, such as `TLSv1.3`
    /// @param cipherSuite by its name at IANA
    record Agreement(String version, String cipherSuite) {}
}
