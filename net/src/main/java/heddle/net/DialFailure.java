package heddle.net;

/// Why a dial failed: the step it failed in, whether trying again later may help, and what to do about it.
public enum DialFailure {
    /// The name does not exist (NXDOMAIN), or has no address of a wanted family.
    NAME_NOT_FOUND(Step.DNS, false, "check its spelling"),
    /// No server gave an answer of use: SERVFAIL, REFUSED, no server reachable.
    NAME_SERVER_FAILED(Step.DNS, true, "try again, or check the name servers"),
    /// No server answered within [DnsOptions#timeout].
    NAME_LOOKUP_TIMED_OUT(Step.DNS, true, "check the name servers, or raise the limit (DnsOptions.timeout)"),
    /// Every address of the name is one that [Reach] rules out.
    ADDRESS_FORBIDDEN(
            Step.CONNECT, false, "public addresses alone are allowed here; without --no-private (Reach) all are"),
    /// Something answered that nobody listens on that port.
    CONNECTION_REFUSED(Step.CONNECT, true, "check that the server runs and listens on that port"),
    /// No route to the host or its network.
    UNREACHABLE(Step.CONNECT, true, "check this machine's network and the address"),
    /// No address answered within [ConnectOptions#timeout].
    CONNECT_TIMED_OUT(
            Step.CONNECT,
            true,
            "check that the server is up and no firewall is between, or raise the limit (--connect-timeout,"
                    + " ConnectOptions.timeout)"),
    /// This process may open no more files.
    OUT_OF_FILES(Step.CONNECT, true, "raise the limit (ulimit -n) or use fewer connections"),
    /// Every local port towards that address is taken.
    OUT_OF_PORTS(Step.CONNECT, true, "no local port is free towards it: keep connections alive or use fewer"),
    /// None of [ConnectOptions#localAddresses] is of the IP version of any address of the host.
    NO_LOCAL_ADDRESS(
            Step.CONNECT, false, "add a local address of that kind (--interface, ConnectOptions.localAddresses)"),
    /// One of [ConnectOptions#localAddresses] is not of this machine.
    LOCAL_ADDRESS_NOT_HERE(
            Step.CONNECT, false, "take addresses of this machine (--interface, ConnectOptions.localAddresses)"),
    /// The transport has not what [SocketOptions] ask for.
    SOCKET_OPTION_MISSING(Step.CONNECT, false, "leave it out, or use a transport that has it (epoll)"),
    /// There is no file of that path for a Unix domain socket.
    NO_SOCKET_FILE(Step.CONNECT, true, "start the server, or correct the path"),
    /// The operating system said something else; the reason holds its words.
    CONNECT_FAILED(Step.CONNECT, true, "check that the server is up and reachable"),
    /// The proxy wants another user or password, or any at all: status 407, or what SOCKS has for it.
    PROXY_LOGIN_REFUSED(Step.PROXY, false, "check user and password of the proxy (--proxy-user, ProxyServer.login)"),
    /// The proxy wants a login of a kind that is not spoken here: `Digest` or `Negotiate`, say, but not `Basic`.
    PROXY_LOGIN_NOT_SPOKEN(
            Step.PROXY, false, "ask its operator for one that takes Basic, or go by another way (--noproxy)"),
    /// The proxy does not let anyone through to there: a status such as 403.
    PROXY_FORBIDS(Step.PROXY, false, "ask its operator, or go by another way (--noproxy)"),
    /// The proxy could not reach the target itself: a status such as 502.
    PROXY_UNSUCCESSFUL(Step.PROXY, true, "check that the target is up, or try again"),
    /// What listens there is no proxy of that kind.
    NOT_A_PROXY(Step.PROXY, false, "check its port and whether it is an HTTP or a SOCKS proxy"),
    /// The proxy ended the connection in the middle of the conversation.
    PROXY_CUT(Step.PROXY, true, "try again, or check its port and kind"),
    /// The proxy did not open the way within [ConnectOptions#timeout].
    PROXY_TIMED_OUT(
            Step.PROXY,
            true,
            "check that the target is up, or raise the limit (--connect-timeout, ConnectOptions.timeout)"),
    /// The certificate, or one above it, was valid until a moment in the past.
    CERTIFICATE_EXPIRED(Step.TLS, false, "its owner must renew it; " + Advice.UNCHECKED + " meanwhile"),
    /// The certificate, or one above it, is valid from a moment in the future on.
    CERTIFICATE_NOT_YET_VALID(Step.TLS, false, "check this machine's clock; " + Advice.UNCHECKED + " meanwhile"),
    /// The certificate is good, but for other names.
    CERTIFICATE_FOR_OTHER_HOST(Step.TLS, false, "use one of its names; " + Advice.UNCHECKED),
    /// The certificate vouches for itself.
    CERTIFICATE_SELF_SIGNED(Step.TLS, false, "trust it (--cacert, TlsOptions.trust); " + Advice.UNCHECKED),
    /// No chain leads from the certificate to an authority that is trusted.
    CERTIFICATE_UNTRUSTED(Step.TLS, false, "trust that authority (--cacert, TlsOptions.trust); " + Advice.UNCHECKED),
    /// Revoked, malformed, too weak, or not made for servers.
    CERTIFICATE_INVALID(Step.TLS, false, "its owner must replace it; " + Advice.UNCHECKED + " meanwhile"),
    /// The certificate may be good, but its public key is none of those that are pinned.
    CERTIFICATE_NOT_PINNED(
            Step.TLS,
            false,
            "somebody may be in between; or the key was changed: then pin the new one (--pinnedpubkey,"
                    + " TlsOptions.pin)"),
    /// The peer wants a certificate of this side, and was shown none.
    CLIENT_CERTIFICATE_WANTED(Step.TLS, false, "show one (--cert and --key, TlsOptions.identity)"),
    /// The peer was shown a certificate and did not accept it.
    CLIENT_CERTIFICATE_REFUSED(
            Step.TLS,
            false,
            "show one that it trusts and that has not expired (--cert and --key, TlsOptions.identity)"),
    /// No version of HTTP that both sides speak (ALPN, RFC 7301).
    APPLICATION_NOT_AGREED(Step.TLS, false, "allow another version of HTTP (--http1.1, Versions)"),
    /// No version, cipher or extension that both sides would use.
    TLS_NOT_AGREED(Step.TLS, false, "check which versions both sides allow (--tls-min, TlsOptions.protocols)"),
    /// The peer does not speak TLS on this port.
    NOT_TLS(Step.TLS, false, "try http://, or another port"),
    /// The handshake was not over within [TlsOptions#timeout].
    TLS_TIMED_OUT(
            Step.TLS,
            true,
            "try again, check that the port speaks TLS, or raise the limit (--connect-timeout, TlsOptions.timeout)"),
    /// The peer cut the connection before the handshake was over.
    TLS_CUT(Step.TLS, true, "try again, or check that the port speaks TLS"),
    /// The engine gave up for a reason of its own; the reason holds its words.
    TLS_FAILED(Step.TLS, true, "check that the port speaks TLS and which versions it offers");

    private final Step step;
    private final boolean retryable;
    private final String advice;

    DialFailure(Step step, boolean retryable, String advice) {
        this.step = step;
        this.retryable = retryable;
        this.advice = advice;
    }

    /// The step of a dial that fails so.
    public Step step() {
        return step;
    }

    /// Whether the same dial may succeed later.
    public boolean isRetryable() {
        return retryable;
    }

    /// Whether a limit of the options ended the dial.
    public boolean isTimeout() {
        return this == NAME_LOOKUP_TIMED_OUT
                || this == CONNECT_TIMED_OUT
                || this == PROXY_TIMED_OUT
                || this == TLS_TIMED_OUT;
    }

    /// What to do about it, as the end of a sentence.
    String advice() {
        return advice;
    }

    /// The steps of a dial, in order.
    public enum Step {
        /// Finding the addresses of a name.
        DNS,
        /// Reaching one of them.
        CONNECT,
        /// Having a proxy open the way from there.
        PROXY,
        /// Agreeing on keys, and checking who is there.
        TLS
    }

    /// What several failures advise alike. A class of its own, since a constant cannot use what stands below it.
    private static final class Advice {
        private static final String UNCHECKED = "-k (TlsOptions.insecure) accepts it unchecked";

        private Advice() {}
    }
}
