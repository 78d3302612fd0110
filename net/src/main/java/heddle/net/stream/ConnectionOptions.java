package heddle.net.stream;

import heddle.net.NetOptions;
import heddle.net.StreamOptions;
import heddle.net.TlsOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How to connect. Immutable; each method makes other options.
///
/// @param net finding, reaching and trusting the other side, with a time limit for each
/// @param security whether TLS begins at once
/// @param serverName as whom the other side must show itself; empty means the host that is dialled
/// @param protocols ALPN names in order of preference (RFC 7301); empty offers none
/// @param streams how the connection behaves
public record ConnectionOptions(
        NetOptions net, Security security, Optional<String> serverName, List<String> protocols, StreamOptions streams) {

    /// Whether TLS begins with the connection.
    public enum Security {
        /// Not before [Connection#startTls], if ever.
        PLAIN,
        TLS
    }

    public ConnectionOptions {
        protocols = List.copyOf(protocols);
    }

    /// Without TLS, and with the defaults of each record.
    public static ConnectionOptions defaults() {
        return new ConnectionOptions(
                NetOptions.defaults(), Security.PLAIN, Optional.empty(), List.of(), StreamOptions.defaults());
    }

    /// With TLS from the beginning, offering these protocols by ALPN.
    public ConnectionOptions tls(String... protocols) {
        return new ConnectionOptions(net, Security.TLS, serverName, List.of(protocols), streams);
    }

    /// As [#tls(String...)], with other trust.
    public ConnectionOptions tls(TlsOptions tls, String... protocols) {
        return net(net -> net.tls(tls)).tls(protocols);
    }

    /// Expects the other side to show itself under this name, whatever was dialled.
    public ConnectionOptions serverName(String serverName) {
        return new ConnectionOptions(net, security, Optional.of(serverName), protocols, streams);
    }

    public ConnectionOptions net(UnaryOperator<NetOptions> change) {
        return new ConnectionOptions(change.apply(net), security, serverName, protocols, streams);
    }

    public ConnectionOptions streams(UnaryOperator<StreamOptions> change) {
        return new ConnectionOptions(net, security, serverName, protocols, change.apply(streams));
    }
}
