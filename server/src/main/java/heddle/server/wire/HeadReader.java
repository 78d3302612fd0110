package heddle.server.wire;

import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.Status;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what Netty decoded into a [RequestHead], or refuses it: all rules about a whole head stand here.
///
/// Framing follows RFC 9112, 6.3, the strict way wherever it leaves a choice, because a request that two servers
/// frame differently is how requests are smuggled.
final class HeadReader {
    private final Rules rules;
    private final SocketAddress remote;
    private final boolean isSecure;

    HeadReader(Rules rules, SocketAddress remote, boolean isSecure) {
        this.rules = rules;
        this.remote = remote;
        this.isSecure = isSecure;
    }

    RequestHead read(HttpRequest request) throws RefusalSignal {
        if (request.decoderResult().isFailure()) {
            throw new RefusalSignal(refusal(request.decoderResult().cause()));
        }
        heddle.http.HttpVersion version = version(request.protocolVersion());
        Method method = method(request.method().name());
        Headers headers = headers(request.headers());
        Target target = Target.read(method, request.uri(), rules.targetBytesMax());
        checkHost(headers, version);
        boolean mayContinue = version == heddle.http.HttpVersion.HTTP_1_1;
        return new RequestHead(
                method,
                request.uri(),
                target.path(),
                target.query(),
                version,
                headers,
                bodyLength(headers),
                keepsAlive(headers, version),
                mayContinue && expectsContinue(headers),
                remote,
                isSecure);
    }

    /// What a failure of the decoder means to the peer.
    static Refusal refusal(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                new Refusal(Status.URI_TOO_LONG, "the request line is longer than this server takes");
            case TooLongHttpHeaderException _, TooLongFrameException _ ->
                new Refusal(Status.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are larger than this server takes");
            default -> Refusal.badRequest("not a request of HTTP/1.1: " + printable(cause.getMessage()));
        };
    }

    private static heddle.http.HttpVersion version(HttpVersion version) throws RefusalSignal {
        if (version.equals(HttpVersion.HTTP_1_1)) {
            return heddle.http.HttpVersion.HTTP_1_1;
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            return heddle.http.HttpVersion.HTTP_1_0;
        }
        throw new RefusalSignal(
                new Refusal(Status.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1 and HTTP/1.0"));
    }

    private static Method method(String name) throws RefusalSignal {
        try {
            return Method.of(name);
        } catch (InvalidRequestException _) {
            throw RefusalSignal.badRequest("the method is no token");
        }
    }

    private Headers headers(HttpHeaders decoded) throws RefusalSignal {
        int lines = decoded.size();
        if (lines > rules.headerLinesMax()) {
            throw new RefusalSignal(new Refusal(
                    Status.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "more than %d header lines".formatted(rules.headerLinesMax())));
        }
        String[] flat = new String[2 * lines];
        int at = 0;
        for (Iterator<Map.Entry<CharSequence, CharSequence>> fields = decoded.iteratorCharSequence();
                fields.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            flat[at++] = field.getKey().toString();
            flat[at++] = checkedValue(field.getValue().toString());
        }
        return Headers.ofWire(flat, at);
    }

    static String checkedValue(String value) throws RefusalSignal {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw RefusalSignal.badRequest("a header value has a control character");
            }
        }
        return value;
    }

    private static void checkHost(Headers headers, heddle.http.HttpVersion version) throws RefusalSignal {
        List<String> hosts = headers.all("Host");
        if (hosts.isEmpty() && version == heddle.http.HttpVersion.HTTP_1_0) {
            return;
        }
        if (hosts.size() != 1) {
            throw RefusalSignal.badRequest("a request has exactly one Host header, not " + hosts.size());
        }
        if (!Target.isAuthority(hosts.getFirst())) {
            throw RefusalSignal.badRequest("the Host header is no host with an optional port");
        }
    }

    /// The decoder has refused two lengths, and a length beside a coding, already; what is left is the codings'
    /// names.
    private static long bodyLength(Headers headers) throws RefusalSignal {
        // Hixie-76 handshakes carry eight bytes of body that no header announces, and Netty reads them as such.
        if (headers.has("Sec-WebSocket-Key1") || headers.has("Sec-WebSocket-Key2")) {
            throw RefusalSignal.badRequest("this WebSocket draft is not spoken here");
        }
        List<String> codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")) {
                return RequestHead.CHUNKED;
            }
            throw new RefusalSignal(
                    new Refusal(Status.NOT_IMPLEMENTED, "of transfer codings, only a single chunked is understood"));
        }
        return contentLength(headers);
    }

    /// The announced length; 0 without one.
    static long contentLength(Headers headers) throws RefusalSignal {
        String length = headers.first("Content-Length").orElse("0");
        if (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RefusalSignal.badRequest("Content-Length is no number");
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException _) {
            throw new RefusalSignal(new Refusal(Status.CONTENT_TOO_LARGE, "no server takes a body of that length"));
        }
    }

    private static boolean keepsAlive(Headers headers, heddle.http.HttpVersion version) {
        if (version == heddle.http.HttpVersion.HTTP_1_0) {
            return headers.hasMember("Connection", "keep-alive") && !headers.hasMember("Connection", "close");
        }
        return !headers.hasMember("Connection", "close");
    }

    static boolean expectsContinue(Headers headers) throws RefusalSignal {
        List<String> expectations = headers.members("Expect");
        for (String expectation : expectations) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new RefusalSignal(
                        new Refusal(Status.EXPECTATION_FAILED, "of expectations, only 100-continue can be met"));
            }
        }
        return !expectations.isEmpty();
    }

    /// A message of the decoder may quote the peer's bytes.
    private static String printable(@Nullable String message) {
        if (message == null) {
            return "it cannot be read";
        }
        String cut = message.length() > 120 ? message.substring(0, 120) : message;
        return cut.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
