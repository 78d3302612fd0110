package heddle.net.stream;

import heddle.net.StreamOptions;
import heddle.net.TlsIdentity;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where and how to listen. Immutable; each method makes other options.
///
/// @param address of this machine, or a Unix domain socket
/// @param staleFile what to do with a socket file that nobody listens on
/// @param tls what to show of oneself; empty means no TLS
/// @param protocols ALPN names in order of preference (RFC 7301); empty selects none
/// @param limits on connections and on how long they take to come and go
/// @param streams how connections behave
public record StreamServerOptions(
        SocketAddress address,
        StaleFile staleFile,
        Optional<TlsIdentity> tls,
        List<String> protocols,
        StreamServerLimits limits,
        StreamOptions streams) {

    /// What to do with the file of a Unix domain socket that nobody listens on.
    public enum StaleFile {
        /// Leave it, and say so.
        REFUSE,
        /// Remove it.
        REPLACE
    }

    public StreamServerOptions {
        protocols = List.copyOf(protocols);
    }

    /// On TCP, on an IP address or a name of this machine, which is looked up when the server begins to listen; port 0
    /// takes a free one.
    public static StreamServerOptions at(String host, int port) {
        return at(InetSocketAddress.createUnresolved(host, port));
    }

    /// On a Unix domain socket that goes by `socketFile`, which is made and, in the end, removed.
    public static StreamServerOptions at(Path socketFile) {
        return at(UnixDomainSocketAddress.of(socketFile));
    }

    private static StreamServerOptions at(SocketAddress address) {
        return new StreamServerOptions(
                address,
                StaleFile.REFUSE,
                Optional.empty(),
                List.of(),
                StreamServerLimits.defaults(),
                StreamOptions.defaults());
    }

    /// With TLS from the beginning of each connection.
    public StreamServerOptions tls(TlsIdentity identity, String... protocols) {
        return new StreamServerOptions(address, staleFile, Optional.of(identity), List.of(protocols), limits, streams);
    }

    /// Removes a socket file that is in the way, if nobody listens on it.
    public StreamServerOptions replaceStaleFile() {
        return new StreamServerOptions(address, StaleFile.REPLACE, tls, protocols, limits, streams);
    }

    public StreamServerOptions limits(UnaryOperator<StreamServerLimits> change) {
        return new StreamServerOptions(address, staleFile, tls, protocols, change.apply(limits), streams);
    }

    public StreamServerOptions streams(UnaryOperator<StreamOptions> change) {
        return new StreamServerOptions(address, staleFile, tls, protocols, limits, change.apply(streams));
    }
}
