package heddle.net;

/// Why a dial failed: the step it failed in, and whether trying again later may help.
public enum DialFailure {
    /// The name does not exist (NXDOMAIN), or has no address of a wanted family.
    NAME_NOT_FOUND(Step.DNS, false),
    /// No server gave an answer of use: SERVFAIL, REFUSED, no server reachable.
    NAME_SERVER_FAILED(Step.DNS, true),
    NAME_LOOKUP_TIMED_OUT(Step.DNS, true),
    /// Something answered that nobody listens on that port.
    CONNECTION_REFUSED(Step.CONNECT, true),
    /// No route to the host or its network.
    UNREACHABLE(Step.CONNECT, true),
    CONNECT_TIMED_OUT(Step.CONNECT, true),
    /// This process may open no more files.
    OUT_OF_FILES(Step.CONNECT, true),
    /// Every local port towards that address is taken.
    OUT_OF_PORTS(Step.CONNECT, true),
    CONNECT_FAILED(Step.CONNECT, true),
    CERTIFICATE_EXPIRED(Step.TLS, false),
    CERTIFICATE_NOT_YET_VALID(Step.TLS, false),
    /// The certificate is good, but for other names.
    CERTIFICATE_FOR_OTHER_HOST(Step.TLS, false),
    CERTIFICATE_SELF_SIGNED(Step.TLS, false),
    /// No chain leads from the certificate to an authority that is trusted.
    CERTIFICATE_UNTRUSTED(Step.TLS, false),
    /// Revoked, malformed, too weak, or not made for servers.
    CERTIFICATE_INVALID(Step.TLS, false),
    /// No version, cipher or extension that both sides would use.
    TLS_NOT_AGREED(Step.TLS, false),
    /// The peer does not speak TLS on this port.
    NOT_TLS(Step.TLS, false),
    TLS_TIMED_OUT(Step.TLS, true),
    /// The peer cut the connection before the handshake was over.
    TLS_CUT(Step.TLS, true),
    TLS_FAILED(Step.TLS, true);

    private final Step step;
    private final boolean retryable;

    DialFailure(Step step, boolean retryable) {
        this.step = step;
        this.retryable = retryable;
    }

    public Step step() {
        return step;
    }

    public boolean isRetryable() {
        return retryable;
    }

    public boolean isTimeout() {
        return this == NAME_LOOKUP_TIMED_OUT || this == CONNECT_TIMED_OUT || this == TLS_TIMED_OUT;
    }

    /// The steps of a dial, in order.
    public enum Step {
        DNS,
        CONNECT,
        TLS
    }
}
