package heddle.net;

/// How a dialler finds, reaches and trusts its peers: one small record a concern, for each step of a dial.
///
/// Immutable, as all options here: a method named like a component returns a copy with that component replaced. A
/// value that makes no sense is an [IllegalArgumentException] that names the option and the value, thrown when the
/// options are made and not when they are used. Each step has a limit of its own; the sum of the three bounds a
/// dial.
///
/// @param dns looking names up
/// @param connect reaching an address
/// @param tls trusting the peer
public record NetOptions(DnsOptions dns, ConnectOptions connect, TlsOptions tls) {

    /// The system's resolver, certificates verified, the limits each record states.
    public static NetOptions defaults() {
        return new NetOptions(DnsOptions.defaults(), ConnectOptions.defaults(), TlsOptions.defaults());
    }

    /// A copy with these instead; change the old ones with `options.dns(options.dns().…)`.
    public NetOptions dns(DnsOptions dns) {
        return new NetOptions(dns, connect, tls);
    }

    /// A copy with these instead; change the old ones with `options.connect(options.connect().…)`.
    public NetOptions connect(ConnectOptions connect) {
        return new NetOptions(dns, connect, tls);
    }

    /// A copy with these instead; change the old ones with `options.tls(options.tls().…)`.
    public NetOptions tls(TlsOptions tls) {
        return new NetOptions(dns, connect, tls);
    }
}
