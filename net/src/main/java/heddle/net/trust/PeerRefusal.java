package heddle.net.trust;

import heddle.net.DialFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a peer says when it refuses this side, in the words of the engines' alerts. With TLS 1.3 that comes after
/// the handshake, which this side has ended before the peer has seen its certificate (RFC 8446 §4.4.2.4).
public final class PeerRefusal {
    private static final int CAUSES_MAX = 20;

    /// Alerts about a certificate that was shown, and which most peers send where none was, too.
    private static final List<String> ABOUT_CERTIFICATE =
            List.of("bad_certificate", "certificate_unknown", "unknown_ca", "certificate_expired", "access_denied");

    private static final Map<String, DialFailure> OTHERS = Map.of(
            "certificate_required", DialFailure.CLIENT_CERTIFICATE_WANTED,
            "no_application_protocol", DialFailure.APPLICATION_NOT_AGREED);

    private PeerRefusal() {}

    /// The kind of refusal, if it is one of these; `hasIdentity` says whether a certificate would have been shown.
    public static Optional<DialFailure> of(Throwable problem, boolean hasIdentity) {
        String text = words(problem);
        for (var entry : OTHERS.entrySet()) {
            if (text.contains(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        if (ABOUT_CERTIFICATE.stream().anyMatch(text::contains)) {
            return Optional.of(
                    hasIdentity ? DialFailure.CLIENT_CERTIFICATE_REFUSED : DialFailure.CLIENT_CERTIFICATE_WANTED);
        }
        return Optional.empty();
    }

    /// All messages of a failure and its causes, in lower case.
    public static String words(Throwable problem) {
        return String.join(
                        " ",
                        Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                                .limit(CAUSES_MAX)
                                .map(Throwable::toString)
                                .toList())
                .toLowerCase(Locale.ROOT);
    }

    /// The refusal as a clause.
    public static String phrase(DialFailure refusal) {
        return switch (refusal) {
            case CLIENT_CERTIFICATE_WANTED -> "the peer wants a certificate of the client, and was shown none";
            case CLIENT_CERTIFICATE_REFUSED -> "the peer did not accept the client's certificate";
            case APPLICATION_NOT_AGREED -> "the peer speaks no version of HTTP that was offered (ALPN)";
            default -> "the peer refused the handshake";
        };
    }
}
