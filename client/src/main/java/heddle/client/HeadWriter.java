package heddle.client;

import heddle.client.body.RequestBody;
import heddle.client.codec.Percent;
import heddle.client.wire.RequestHead;
import heddle.http.Headers;
import heddle.net.ProxyServer;
import heddle.net.http2.FieldRules;
import heddle.net.tunnel.HttpConnect;
import heddle.net.tunnel.Route;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Writes request heads, as HTTP/1.1 (RFC 9112, 3) or HTTP/2 (RFC 9113, 8.3.1) wants them. The fields that most
/// requests of a session share are written once.
///
/// Everything it writes was checked before: the method is a token, the URL is ASCII without blanks and controls,
/// and no header field has a line break.
final class HeadWriter {
    private final Headers shared;
    private final String sharedLines;
    private final List<String> sharedFields;

    /// `shared` are the fields of requests that have none of their own.
    HeadWriter(Headers shared) {
        this.shared = shared;
        sharedLines = lines(shared);
        sharedFields = fields(shared);
    }

    /// The head of that request, to be written when its connection is known.
    RequestHead head(Outgoing request, Route route) {
        return new Head(this, request, route);
    }

    private record Head(HeadWriter writer, Outgoing request, Route route) implements RequestHead {
        @Override
        public byte[] lines() {
            return writer.writeLines(request, route);
        }

        @Override
        public String[] fields() {
            return writer.writeFields(request);
        }

        @Override
        public String label() {
            return request.method() + " " + request.url().withoutCredentials();
        }
    }

    @SuppressWarnings("ReferenceEquality") // headers that are equal but not the same are written as well, only slower
    private boolean isShared(Headers headers) {
        return headers == shared;
    }

    private byte[] writeLines(Outgoing request, Route route) {
        Url url = request.url();
        Headers headers = request.headers();
        boolean isShared = isShared(headers);
        String host = isShared || !headers.has("Host") ? "Host: " + url.authority() + "\r\n" : "";
        String head = request.method().name()
                + " "
                + (route instanceof Route.Forwarded ? url.origin() : "")
                + url.requestTarget()
                + " HTTP/1.1\r\n"
                + host
                + (isShared ? sharedLines : lines(headers))
                + extraLines(request)
                + proxyLine(headers, route)
                + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String[] writeFields(Outgoing request) {
        Url url = request.url();
        Headers headers = request.headers();
        boolean isShared = isShared(headers);
        var fields = new ArrayList<String>(8 + 2 * headers.size() + 4);
        fields.addAll(List.of(
                ":method", request.method().name(),
                ":scheme", url.scheme(),
                ":authority", isShared ? url.authority() : headers.first("Host").orElseGet(url::authority),
                ":path", url.requestTarget()));
        fields.addAll(isShared ? sharedFields : fields(headers));
        String length = length(request);
        if (!length.isEmpty()) {
            fields.addAll(List.of("content-length", length));
        }
        if (needsCredentials(request)) {
            fields.addAll(List.of("authorization", basic(url)));
        }
        return fields.toArray(String[]::new);
    }

    /// The login of the proxy that is to answer, unless the caller has written one.
    private static String proxyLine(Headers headers, Route route) {
        return route instanceof Route.Forwarded(ProxyServer server)
                        && server.login().isPresent()
                        && !headers.has("Proxy-Authorization")
                ? "Proxy-Authorization: "
                        + HttpConnect.credentials(server.login().get()) + "\r\n"
                : "";
    }

    /// How long the body is, where there is one or the method leads the server to expect one (RFC 9110, 8.6), and
    /// the credentials of the URL.
    private static String extraLines(Outgoing request) {
        String length = length(request);
        String lines = !length.isEmpty()
                ? "Content-Length: " + length + "\r\n"
                : request.body() instanceof RequestBody.Streamed ? "Transfer-Encoding: chunked\r\n" : "";
        return needsCredentials(request) ? lines + "Authorization: " + basic(request.url()) + "\r\n" : lines;
    }

    /// The length of the body in digits; empty where there is none, or nobody knows it.
    private static String length(Outgoing request) {
        return switch (request.body()) {
            case RequestBody.Streamed body ->
                body.length().isEmpty() ? "" : Long.toString(body.length().getAsLong());
            case RequestBody.Bytes(byte[] bytes) ->
                bytes.length > 0 || expectsBody(request) ? Integer.toString(bytes.length) : "";
        };
    }

    private static boolean expectsBody(Outgoing request) {
        return switch (request.method().name()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    private static boolean needsCredentials(Outgoing request) {
        return request.url().hasCredentials() && !request.headers().has("Authorization");
    }

    static String basic(Url url) {
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

    /// Without those that speak of the connection, and without Host, which `:authority` stands for.
    private static List<String> fields(Headers headers) {
        var fields = new ArrayList<String>(2 * headers.size());
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            if (!name.equals("host") && FieldRules.isEndToEnd(name, headers.value(i))) {
                fields.add(name);
                fields.add(headers.value(i));
            }
        }
        return fields;
    }
}
