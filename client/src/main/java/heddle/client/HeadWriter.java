package heddle.client;

import heddle.http.Headers;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes request heads (RFC 9112, 3). The fields that most requests of a session share are written once.
///
/// Everything it writes was checked before: the method is a token, the URL is ASCII without blanks and controls,
/// and no header field has a line break.
final class HeadWriter {
    private final Headers shared;
    private final String sharedLines;

    /// `shared` are the fields of requests that have none of their own.
    HeadWriter(Headers shared) {
        this.shared = shared;
        sharedLines = lines(shared);
    }

    @SuppressWarnings("ReferenceEquality") // headers that are equal but not the same are written as well, only slower
    byte[] write(Outgoing request) {
        Url url = request.url();
        Headers headers = request.headers();
        boolean isShared = headers == shared;
        String host = isShared || !headers.has("Host") ? "Host: " + url.authority() + "\r\n" : "";
        String head = request.method().name()
                + " "
                + url.requestTarget()
                + " HTTP/1.1\r\n"
                + host
                + (isShared ? sharedLines : lines(headers))
                + extraLines(request)
                + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// How long the body is, where there is one or the method leads the server to expect one (RFC 9110, 8.6), and
    /// the credentials of the URL.
    private static String extraLines(Outgoing request) {
        String lines = framing(request);
        if (!request.url().hasCredentials() || request.headers().has("Authorization")) {
            return lines;
        }
        return lines + "Authorization: " + basic(request.url()) + "\r\n";
    }

    private static String framing(Outgoing request) {
        return switch (request.body()) {
            case RequestBody.Streamed body
            when body.length() == RequestBody.Streamed.UNKNOWN -> "Transfer-Encoding: chunked\r\n";
            case RequestBody.Streamed body -> "Content-Length: " + body.length() + "\r\n";
            case RequestBody.Bytes(byte[] bytes) ->
                bytes.length > 0 || expectsBody(request) ? "Content-Length: " + bytes.length + "\r\n" : "";
        };
    }

    private static boolean expectsBody(Outgoing request) {
        return switch (request.method().name()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    private static String basic(Url url) {
        String pair = Percent.decode(url.username()) + ":" + Percent.decode(url.password());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(Headers headers) {
        var lines = new StringBuilder();
        for (int i = 0; i < headers.size(); i++) {
            lines.append(headers.name(i)).append(": ").append(headers.value(i)).append("\r\n");
        }
        return lines.toString();
    }
}
