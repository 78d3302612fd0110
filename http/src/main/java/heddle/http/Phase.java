package heddle.http;

/// The part of an exchange in which something happened; every [HttpException] names one.
///
/// The order of the constants is the order in time. [#TOTAL] stands for the exchange as a whole.
public enum Phase {
    /// Building the request; nothing was sent.
    REQUEST("building the request", "correct the request"),
    /// Waiting for a free connection; never counted in the total.
    POOL("waiting for a free connection", "raise the connection limits or ask for less at once"),
    /// Resolving the host name.
    DNS("resolving the host name", "check the name servers or raise the DNS limit"),
    /// Opening the connection, over all addresses of the host and through any proxy.
    CONNECT("connecting", "check that the server is up and reachable, or raise the connect limit"),
    /// The TLS handshake.
    TLS("negotiating TLS", "check that the port speaks TLS, or raise the TLS limit"),
    /// Sending the request head and body.
    WRITE("sending the request", "the server does not read: try again, or raise the write limit"),
    /// Waiting for the first byte of the response.
    FIRST_BYTE("waiting for the first byte of the response", "the server is slow: try again, or raise the limit"),
    /// Reading the rest of the response head and the body.
    READ("reading the response", "the server stalls: try again, or raise the read limit"),
    /// Undoing the content coding of the body.
    DECODE("decoding the body", "ask for the body without compression"),
    /// Following a redirect.
    REDIRECT("following a redirect", "check where the server redirects to"),
    /// The exchange as a whole, over all redirects and retries.
    TOTAL("in total", "try again, or raise the total limit");

    private final String activity;
    private final String advice;

    Phase(String activity, String advice) {
        this.activity = activity;
        this.advice = advice;
    }

    /// What was going on, to follow "while" in a sentence: `connecting`, `reading the response`.
    public String activity() {
        return activity;
    }

    /// What to do when this phase takes too long.
    String advice() {
        return advice;
    }
}
