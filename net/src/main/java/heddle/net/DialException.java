package heddle.net;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection could not be made. The message says to where, in which step, why, and what to do about it, each
/// once; the failures of the single addresses are [suppressed][#getSuppressed].
public final class DialException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DialFailure failure;
    private final String host;
    private final int port;
    private final String reason;
    private final @Nullable String proxy;

    /// `reason` is a clause that says why, `connection refused` say; where and what to do are added here.
    public DialException(DialFailure failure, String host, int port, String reason, @Nullable Throwable cause) {
        this(failure, host, port, reason, null, cause);
    }

    private DialException(
            DialFailure failure,
            String host,
            int port,
            String reason,
            @Nullable String proxy,
            @Nullable Throwable cause) {
        super(what(failure, host, port, proxy) + ": " + reason + "; " + advice(failure, proxy), cause);
        this.failure = failure;
        this.host = host;
        this.port = port;
        this.reason = reason;
        this.proxy = proxy;
    }

    /// The proxy itself could not be reached, for the reason that `failure` has for any peer.
    public static DialException atProxy(DialException failure) {
        var told = new DialException(
                failure.failure, failure.host, failure.port, failure.reason, failure.place(), failure.getCause());
        for (Throwable each : failure.getSuppressed()) {
            told.addSuppressed(each);
        }
        return told;
    }

    /// The proxy at that place was reached and did not open the way to the target, for such a reason.
    public static DialException byProxy(
            DialFailure failure, String host, int port, String proxy, String reason, @Nullable Throwable cause) {
        return new DialException(failure, host, port, reason, proxy, cause);
    }

    private static String what(DialFailure failure, String host, int port, @Nullable String proxy) {
        var role = proxy == null ? "" : "proxy ";
        return switch (failure.step()) {
            case DNS -> "cannot resolve " + (proxy == null ? "host " : role) + host;
            case CONNECT -> "cannot connect to " + role + place(host, port);
            case PROXY -> "no way to %s through proxy %s".formatted(place(host, port), proxy);
            case TLS -> "no TLS with " + role + place(host, port);
        };
    }

    /// A proxy is not trusted as the target is.
    private static String advice(DialFailure failure, @Nullable String proxy) {
        return proxy == null ? failure.advice() : adviceAtProxy(failure);
    }

    private static String adviceAtProxy(DialFailure failure) {
        return switch (failure) {
            case CERTIFICATE_EXPIRED -> "its owner must renew it";
            case CERTIFICATE_NOT_YET_VALID -> "check this machine's clock";
            case CERTIFICATE_FOR_OTHER_HOST -> "name the proxy by one of them (--proxy)";
            case CERTIFICATE_SELF_SIGNED, CERTIFICATE_UNTRUSTED ->
                "trust that authority, or the certificate itself (--proxy-cacert, ProxyServer.tls)";
            case CERTIFICATE_INVALID -> "its owner must replace it";
            case NOT_TLS -> "write http:// for a proxy without TLS, or check its port";
            default -> failure.advice();
        };
    }

    private static String place(String host, int port) {
        if (port == 0) {
            return host; // the path of a Unix domain socket
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// The kind of failure, for programs.
    public DialFailure failure() {
        return failure;
    }

    /// Why and what to do, without the place: for a message that has named it already.
    public String detail() {
        return reason + "; " + advice(failure, proxy);
    }

    /// The step of the dial that failed.
    public DialFailure.Step step() {
        return failure.step();
    }

    /// The name or address that was dialled, IPv6 without brackets.
    public String host() {
        return host;
    }

    /// The port that was dialled; 0 for a Unix domain socket, whose path is the host.
    public int port() {
        return port;
    }

    /// Host and port as a URL writes them: `example.com:443`, `[::1]:80`.
    public String place() {
        return place(host, port);
    }

    /// The proxy that could not be reached or did not help, as host and port; empty where it has no part in it.
    public Optional<String> proxy() {
        return Optional.ofNullable(proxy);
    }

    /// Whether the same dial may succeed later.
    public boolean isRetryable() {
        return failure.isRetryable();
    }

    /// Whether a limit of the options ended it.
    public boolean isTimeout() {
        return failure.isTimeout();
    }
}
