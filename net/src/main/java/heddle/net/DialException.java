package heddle.net;

import java.io.IOException;
import java.io.Serial;
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

    /// `reason` is a clause that says why, `connection refused` say; where and what to do are added here.
    public DialException(DialFailure failure, String host, int port, String reason, @Nullable Throwable cause) {
        super(what(failure, host, port) + ": " + reason + "; " + failure.advice(), cause);
        this.failure = failure;
        this.host = host;
        this.port = port;
        this.reason = reason;
    }

    private static String what(DialFailure failure, String host, int port) {
        return switch (failure.step()) {
            case DNS -> "cannot resolve host " + host;
            case CONNECT -> "cannot connect to " + place(host, port);
            case TLS -> "no TLS with " + place(host, port);
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
        return reason + "; " + failure.advice();
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

    /// Whether the same dial may succeed later.
    public boolean isRetryable() {
        return failure.isRetryable();
    }

    /// Whether a limit of the options ended it.
    public boolean isTimeout() {
        return failure.isTimeout();
    }
}
