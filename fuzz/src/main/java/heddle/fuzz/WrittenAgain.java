package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.client.codec.ResponseHead;
import heddle.client.wire.Talk;
import heddle.client.wire.Told;
import heddle.client.wire.WireRequest;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A response that was read, by whatever version of HTTP, written out by HTTP/1.1 and read again: status, fields, body
/// and trailers are the same, so that nothing in one of them could be taken for something else further on. The fields
/// that speak of the framing are left out and made anew.
final class WrittenAgain {
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "trailer", "connection");
    private static final int LINES_MAX = ResponseTarget.LIMITS.headerLinesMax() - 2;
    private static final int HEAD_CHARS_MAX = ResponseTarget.LIMITS.headBytesMax() - 100;

    private WrittenAgain() {}

    /// Throws unless it is the same. Nothing is said of one that is not whole, or that comes near the limits.
    static void requireSame(Told told) {
        if (told.failure().isPresent() || told.head().isEmpty()) {
            return;
        }
        ResponseHead head = told.head().get();
        String lines = lines(head.headers());
        String trailers = lines(told.trailers());
        if (Math.max(head.headers().size(), told.trailers().size()) > LINES_MAX
                || Math.max(lines.length() + head.status().toString().length(), trailers.length()) > HEAD_CHARS_MAX) {
            return;
        }
        boolean hasBody =
                told.answer() == WireRequest.Answer.WITH_BODY && head.status().allowsBody();
        BrokenClaim.unless(hasBody || told.body().length == 0, "there is no body where none belongs");
        String start = "HTTP/1.1 %d %s\r\n"
                .formatted(head.status().code(), head.status().reason());
        String body = new String(told.body(), ISO_8859_1);
        String all = start + lines + (hasBody ? framed(body, trailers) : "\r\n");
        Told again = Talk.http1(
                        List.of(told.answer()), List.of(List.of(all.getBytes(ISO_8859_1))), ResponseTarget.LIMITS)
                .told()
                .getFirst();
        BrokenClaim.unless(again.failure().isEmpty(), "what was read is read again: %s", again.failure());
        BrokenClaim.unlessEqual(text(again), text(told), "what was read is the same when it is read again");
    }

    private static String framed(String body, String trailers) {
        if (trailers.isEmpty()) {
            return "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
        }
        String chunk = body.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(body.length(), body);
        return "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n" + trailers + "\r\n";
    }

    private static String text(Told told) {
        ResponseHead head = told.head().orElseThrow();
        return Answer.text(HttpVersion.HTTP_1_1, head.status(), Headers.empty())
                + "\n" + lines(head.headers())
                + "\n" + new String(told.body(), ISO_8859_1)
                + "\n" + lines(told.trailers());
    }

    private static String lines(Headers headers) {
        var lines = new StringBuilder();
        for (Headers.Field field : headers) {
            if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
                lines.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        return lines.toString();
    }
}
