package heddle.net.wire;

import heddle.net.DialException;
import heddle.net.DialFailure;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
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

    static DialException explain(Target target, Throwable problem) {
        var rejected = causes(problem)
                .filter(RejectedCertificate.class::isInstance)
                .map(RejectedCertificate.class::cast)
                .findFirst();
        if (rejected.isPresent()) {
            var why = rejected.get();
            return failure(
                    target,
                    why.failure(),
                    "the certificate of %s was refused: %s; %s"
                            .formatted(target.host(), why.getMessage(), advice(why.failure())),
                    problem);
        }
        var kind = classify(problem);
        return failure(target, kind, phrase(kind, problem), problem);
    }

    private static DialException failure(Target target, DialFailure failure, String reason, Throwable cause) {
        var message = "TLS handshake with %s:%d failed: %s".formatted(target.host(), target.port(), reason);
        return new DialException(failure, target.host(), target.port(), message, cause);
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

    private static String phrase(DialFailure failure, Throwable problem) {
        return switch (failure) {
            case TLS_TIMED_OUT -> "the peer did not finish it in time";
            case NOT_TLS -> "the peer does not speak TLS on this port; try http://";
            case TLS_CUT -> "the peer closed the connection";
            case TLS_NOT_AGREED ->
                "no protocol version or cipher suits both sides (%s); see TlsOptions.protocols"
                        .formatted(problem.getMessage());
            default -> String.valueOf(problem.getMessage() == null ? problem : problem.getMessage());
        };
    }

    private static String advice(DialFailure failure) {
        return switch (failure) {
            case CERTIFICATE_FOR_OTHER_HOST -> "dial one of these names, or use `insecure`";
            case CERTIFICATE_SELF_SIGNED -> "trust it (TlsOptions.trust), or use `insecure`";
            case CERTIFICATE_UNTRUSTED -> "trust that authority (TlsOptions.trust), or use `insecure`";
            default -> "its owner must renew it; `insecure` accepts it meanwhile";
        };
    }

    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
