package heddle.server;

import heddle.net.TlsIdentity;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where and how a server serves. Immutable; each method makes other options.
///
/// @param host an address of this machine, or a name of one
/// @param port 0 to 65535; 0 takes a free one
/// @param unixSocket the file of the Unix domain socket to listen on instead, which is made and, in the end, removed; a
///     file that a killed process has left behind is replaced
/// @param tls the certificate to show; empty means plain HTTP
/// @param selfSignedNames names and addresses for a certificate that is made at the start, when `tls` is empty; none
///     means plain HTTP
/// @param limits on what peers send
/// @param timeouts on how long they take
public record ServerOptions(
        String host,
        int port,
        Optional<Path> unixSocket,
        Optional<TlsIdentity> tls,
        List<String> selfSignedNames,
        ServerLimits limits,
        ServerTimeouts timeouts) {

    public ServerOptions {
        selfSignedNames = List.copyOf(selfSignedNames);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /// Plain HTTP on a free port of 127.0.0.1.
    public static ServerOptions local() {
        return at("127.0.0.1", 0);
    }

    /// Plain HTTP there.
    public static ServerOptions at(String host, int port) {
        return at(host, port, Optional.empty());
    }

    /// Plain HTTP on the Unix domain socket of that file.
    public static ServerOptions at(Path unixSocket) {
        return at("localhost", 0, Optional.of(unixSocket));
    }

    private static ServerOptions at(String host, int port, Optional<Path> unixSocket) {
        return new ServerOptions(
                host, port, unixSocket, Optional.empty(), List.of(), ServerLimits.DEFAULT, ServerTimeouts.DEFAULT);
    }

    /// HTTPS with that certificate.
    public ServerOptions tls(TlsIdentity identity) {
        return new ServerOptions(host, port, unixSocket, Optional.of(identity), List.of(), limits, timeouts);
    }

    /// HTTPS with a certificate for these names and addresses that is made when the server opens. Nobody trusts it:
    /// for tests and for clients that do not verify.
    public ServerOptions selfSigned(String... names) {
        return new ServerOptions(host, port, unixSocket, Optional.empty(), List.of(names), limits, timeouts);
    }

    /// With other limits.
    public ServerOptions limits(ServerLimits limits) {
        return new ServerOptions(host, port, unixSocket, tls, selfSignedNames, limits, timeouts);
    }

    /// With other time limits.
    public ServerOptions timeouts(ServerTimeouts timeouts) {
        return new ServerOptions(host, port, unixSocket, tls, selfSignedNames, limits, timeouts);
    }

    /// Whether it speaks TLS.
    public boolean isSecure() {
        return tls.isPresent() || !selfSignedNames.isEmpty();
    }

    SocketAddress address() {
        return unixSocket.isPresent()
                ? UnixDomainSocketAddress.of(unixSocket.get())
                : InetSocketAddress.createUnresolved(host, port);
    }
}
