package heddle.net.wire;

import heddle.async.time.Seconds;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.TlsOptions;
import heddle.net.trust.PeerRefusal;
import heddle.net.trust.RejectedCertificate;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
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
            Map.entry("insufficient_security", DialFailure.TLS_NOT_AGREED));

    private TlsFailures() {}

    /// Why a handshake with these options failed.
    static DialException explain(Target target, TlsOptions options, Throwable problem) {
        var rejected = causes(problem)
                .filter(RejectedCertificate.class::isInstance)
                .map(RejectedCertificate.class::cast)
                .findFirst();
        var hasIdentity = options.identity().isPresent();
        var failure = rejected.map(RejectedCertificate::failure)
                .or(() -> PeerRefusal.of(problem, hasIdentity))
                .orElseGet(() -> classify(problem));
        var reason = rejected.map(why -> "its certificate was refused: " + why.getMessage())
                .orElseGet(() -> phrase(failure, options, problem));
        return new DialException(failure, target.host(), target.port(), reason, problem);
    }

    private static DialFailure classify(Throwable problem) {
        if (problem instanceof TimeoutException) {
            return DialFailure.TLS_TIMED_OUT;
        }
        if (causes(problem).anyMatch(NotSslRecordException.class::isInstance)) {
            return DialFailure.NOT_TLS;
        }
        var text = PeerRefusal.words(problem);
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

    private static String phrase(DialFailure failure, TlsOptions options, Throwable problem) {
        return switch (failure) {
            case TLS_TIMED_OUT -> "the peer did not finish the handshake within " + Seconds.text(options.timeout());
            case NOT_TLS -> "the peer does not speak TLS on this port";
            case TLS_CUT -> "the peer closed the connection during the handshake";
            case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED, APPLICATION_NOT_AGREED ->
                PeerRefusal.phrase(failure);
            case TLS_NOT_AGREED ->
                "no protocol version or cipher suits both sides%s (%s)"
                        .formatted(mayWantIdentity(options, problem), problem.getMessage());
            default -> String.valueOf(problem.getMessage() == null ? problem : problem.getMessage());
        };
    }

    /// With TLS 1.2 some peers say no more than "failure" where they miss a certificate.
    private static String mayWantIdentity(TlsOptions options, Throwable problem) {
        boolean isVague = PeerRefusal.words(problem).contains("handshake_failure");
        return isVague && options.identity().isEmpty()
                ? ", or the peer wants a certificate of the client (--cert and --key, TlsOptions.identity)"
                : "";
    }

    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
