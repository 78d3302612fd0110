package heddle.client.exchange;

import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import java.util.Locale;
import java.util.Set;

/// Which fields may come behind the body of a request: those alone that nobody needs before it (RFC 9110, 6.5.1).
final class TrailerRules {
    /// Those that say where the message ends and where it goes, who sends it, under which conditions, and what its body
    /// is.
    private static final Set<String> BEFORE_THE_BODY = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "host",
            "authorization",
            "proxy-authorization",
            "cookie",
            "expect",
            "max-forwards",
            "cache-control",
            "pragma",
            "range",
            "content-encoding",
            "content-range",
            "content-type");

    private static final String CONDITION = "if-";

    private TrailerRules() {}

    /// Throws [InvalidRequestException] if one of them has no place there.
    static void check(Headers trailers) {
        for (Headers.Field field : trailers) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (BEFORE_THE_BODY.contains(name) || name.startsWith(CONDITION)) {
                throw new InvalidRequestException(
                        "%s is no field for a trailer: the server needs it before the body; send it in the head"
                                .formatted(field.name()));
            }
        }
    }
}
