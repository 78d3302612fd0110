package heddle.net.wire;

import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.trust.RejectedCertificate;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Turns what an engine throws into what a user can act on.
final class TlsFailures {

    /// Words of both engines' messages, the tell-tale ones first.
    private static final List<Map.Entry<String, DialFailure>> BY_TEXT = List.of(
            Map.entry("wrong_version_number", DialFailure.NOT_TLS),
            Map.entry("http_request", DialFailure.NOT_TLS),
            Map.entry("connection closed while", DialFailure.TLS_CUT),
            Map.entry("closed before", DialFailure.TLS_CUT),
            Map.entry("protocol_version", DialFailure.TLS_NOT_AGREED),
            Map.entry("unsupported_protocol", DialFailure.TLS_NOT_AGREED),
            Map.entry("no appropriate protocol", DialFailure.TLS_NOT_AGREED),
            Map.entry("handshake_failure", DialFailure.TLS_NOT_AGREED),
            Map.entry("insufficient_security", DialFailure.TLS_NOT_AGREED),
            Map.entry("no_application_protocol", DialFailure.TLS_NOT_AGREED));

    private TlsFailures() {}

    static DialException explain(Target target, Duration limit, Throwable problem) {
        var rejected = causes(problem)
                .filter(RejectedCertificate.class::isInstance)
                .map(RejectedCertificate.class::cast)
                .findFirst();
        var failure = rejected.map(RejectedCertificate::failure).orElseGet(() -> classify(problem));
        var reason = rejected.map(why -> "its certificate was refused: " + why.getMessage())
                .orElseGet(() -> phrase(failure, limit, problem));
        return new DialException(failure, target.host(), target.port(), reason, problem);
    }

    private static DialFailure classify(Throwable problem) {
        if (problem instanceof TimeoutException) {
            return DialFailure.TLS_TIMED_OUT;
        }
        if (causes(problem).anyMatch(NotSslRecordException.class::isInstance)) {
            return DialFailure.NOT_TLS;
        }
        var text = String.join(" ", causes(problem).map(Throwable::toString).toList())
                .toLowerCase(Locale.ROOT);
        return BY_TEXT.stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> isCut(problem) ? DialFailure.TLS_CUT : DialFailure.TLS_FAILED);
    }

    private static boolean isCut(Throwable problem) {
        return problem instanceof ClosedChannelException
                || (problem instanceof IOException && !(problem instanceof SSLException));
    }

    private static String phrase(DialFailure failure, Duration limit, Throwable problem) {
        return switch (failure) {
            case TLS_TIMED_OUT -> "the peer did not finish the handshake within " + Seconds.text(limit);
            case NOT_TLS -> "the peer does not speak TLS on this port";
            case TLS_CUT -> "the peer closed the connection during the handshake";
            case TLS_NOT_AGREED ->
                "no protocol version or cipher suits both sides (%s)".formatted(problem.getMessage());
            default -> String.valueOf(problem.getMessage() == null ? problem : problem.getMessage());
        };
    }

    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
