package heddle.net;

/// How a dialler finds, reaches and trusts its peers: one small record a concern.
///
/// @param dns looking names up
/// @param connect reaching an address
/// @param tls trusting the peer
public record NetOptions(DnsOptions dns, ConnectOptions connect, TlsOptions tls) {

    /// The system's resolver, certificates verified, the limits each record states.
    public static NetOptions defaults() {
        return new NetOptions(DnsOptions.defaults(), ConnectOptions.defaults(), TlsOptions.defaults());
    }

    public NetOptions dns(DnsOptions dns) {
        return new NetOptions(dns, connect, tls);
    }

    public NetOptions connect(ConnectOptions connect) {
        return new NetOptions(dns, connect, tls);
    }

    public NetOptions tls(TlsOptions tls) {
        return new NetOptions(dns, connect, tls);
    }
}
