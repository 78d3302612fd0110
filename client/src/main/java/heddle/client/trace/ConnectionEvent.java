package heddle.client.trace;

import heddle.http.HttpVersion;
import heddle.net.NameOrigin;
import heddle.net.ProxyServer;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What happens to a connection. One that is being made belongs to no exchange: whoever waits first when it is there
/// gets it, as [ExchangeEvent.Served] says.
///
/// Through a proxy the name, the connection and the first handshake may be those of the proxy; those of the server
/// come after [TunnelOpened].
public sealed interface ConnectionEvent extends SessionEvent {
    /// The number of the connection.
    long connection();

    /// It is being made.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param host whom to
    /// @param port whom to
    /// @param proxy on the way
    record Dialling(long connection, long nanoTime, String host, int port, Optional<ProxyServer> proxy)
            implements ConnectionEvent {}

    /// The addresses of a host are looked up.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param host whose
    record LookupBegun(long connection, long nanoTime, String host) implements ConnectionEvent {}

    /// They are known.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param host whose
    /// @param addresses in the order in which they came
    /// @param origin where they came from
    record LookupDone(long connection, long nanoTime, String host, List<InetAddress> addresses, NameOrigin origin)
            implements ConnectionEvent {}

    /// TCP connects.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param addresses that are tried, until one answers
    record ConnectBegun(long connection, long nanoTime, List<InetAddress> addresses) implements ConnectionEvent {}

    /// TCP has connected.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param remote the address that answered first
    record ConnectDone(long connection, long nanoTime, SocketAddress remote) implements ConnectionEvent {}

    /// A proxy is asked for a way on, by CONNECT or SOCKS.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param proxy which
    record TunnelBegun(long connection, long nanoTime, ProxyServer proxy) implements ConnectionEvent {}

    /// The proxy has opened it.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param proxy which
    record TunnelOpened(long connection, long nanoTime, ProxyServer proxy) implements ConnectionEvent {}

    /// The TLS handshake begins.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param serverName who is greeted, and has to be in the certificate
    record HandshakeBegun(long connection, long nanoTime, String serverName) implements ConnectionEvent {}

    /// Both sides have agreed.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param serverName who was greeted
    /// @param version of TLS, such as `TLSv1.3`
    /// @param cipherSuite by its name at IANA
    record HandshakeDone(long connection, long nanoTime, String serverName, String version, String cipherSuite)
            implements ConnectionEvent {}

    /// It is there. How long its making took stands in [Opened#times].
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param remote the address at its other end
    /// @param version of HTTP that it speaks
    /// @param times how long each step took
    record Opened(long connection, long nanoTime, SocketAddress remote, HttpVersion version, Times times)
            implements ConnectionEvent {}

    /// How long the steps of making a connection took; zero for one that was not needed.
    ///
    /// @param nameLookup until addresses were known
    /// @param connect from there until TCP had connected, and a proxy had opened its tunnel
    /// @param handshake from there until TLS was ready
    record Times(Duration nameLookup, Duration connect, Duration handshake) {}

    /// It could not be made.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param cause why
    record DialFailed(long connection, long nanoTime, Throwable cause) implements ConnectionEvent {}

    /// It is idle, and kept for the next exchange.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param idle for how long at most
    record Kept(long connection, long nanoTime, Duration idle) implements ConnectionEvent {}

    /// It serves no more.
    ///
    /// @param connection its number
    /// @param nanoTime when
    /// @param reason why
    record Closed(long connection, long nanoTime, CloseReason reason) implements ConnectionEvent {}
}
