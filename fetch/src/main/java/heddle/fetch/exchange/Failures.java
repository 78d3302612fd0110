package heddle.fetch.exchange;

import heddle.fetch.output.Outcome;
import heddle.http.HttpException;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Turns whatever an exchange threw into words: a stable kind, the phase, a message. This is the one place that
/// does.
///
/// Heddle's own exceptions bring their kind along; those of the JDK, which the strategies beside Heddle throw, get
/// the kind that Heddle would give; anything else is a fault of Heddle's and called `internal`.
public final class Failures {
    private static final String NO_PHASE = "request";

    private Failures() {}

    /// The outcome of a URL whose exchange threw this.
    public static Outcome.Failed outcome(String url, Throwable thrown, Duration elapsed, int retries) {
        return new Outcome.Failed(url, kind(thrown), phase(thrown), message(thrown), elapsed, retries);
    }

    /// The stable word for it, in snake_case.
    public static String kind(Throwable thrown) {
        return switch (thrown) {
            case HttpException known -> known.kind();
            case UrlParseException _ -> "invalid_url";
            case IllegalArgumentException _ -> "invalid_url";
            case SocketTimeoutException _ -> "timeout";
            case HttpTimeoutException _ -> "timeout";
            case TimeoutException _ -> "timeout";
            case UnknownHostException _ -> "resolve_failed";
            case ConnectException refused -> isUnresolved(refused) ? "resolve_failed" : "connect_failed";
            case SSLException _ -> "tls_failed";
            case IOException _ -> "connection_lost";
            case InterruptedException _ -> "interrupted";
            default -> "internal";
        };
    }

    /// The part of the exchange that failed.
    public static String phase(Throwable thrown) {
        return thrown instanceof HttpException known ? known.phase().name().toLowerCase(Locale.ROOT) : NO_PHASE;
    }

    /// What happened, for people, without the request: whoever shows it names the URL.
    public static String message(Throwable thrown) {
        String message = thrown instanceof HttpException known ? known.detail() : thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    private static boolean isUnresolved(ConnectException refused) {
        return refused.getCause() instanceof UnresolvedAddressException
                || (refused.getCause() instanceof ConnectException inner
                        && inner.getCause() instanceof UnresolvedAddressException);
    }
}
