package heddle.server;

import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.MediaType;
import heddle.http.Method;
import heddle.http.Status;
import heddle.server.wire.Exchange;
import heddle.server.wire.RequestHead;
import heddle.url.Parameters;
import java.net.SocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request, as a handler sees it: a head that is here and checked, and a body to pull.
public final class ServerRequest {
    private final RequestHead head;
    private final RequestBody body;
    private final Map<String, String> parameters;

    ServerRequest(Exchange exchange) {
        this(exchange.head(), new RequestBody(exchange.body().orElse(null), charset(exchange.head())), Map.of());
    }

    private ServerRequest(RequestHead head, RequestBody body, Map<String, String> parameters) {
        this.head = head;
        this.body = body;
        this.parameters = parameters;
    }

    /// Its method.
    public Method method() {
        return head.method();
    }

    /// The target as it stood in the request line: path and query, escapes kept.
    public String target() {
        return head.target();
    }

    /// The path of the target, escapes kept; begins with `/`, or is `*`.
    public String path() {
        return head.path();
    }

    /// The query of the target without the question mark, escapes kept; empty when there is none.
    public String query() {
        return head.query();
    }

    /// The first value of that name in the query, decoded as in a form: `+` is a space.
    public Optional<String> query(String name) {
        return Parameters.parse(head.query()).first(name);
    }

    /// A whole number of the query, or `fallback` when it has none of that name. Throws [RefusedRequestException]
    /// with 400 for anything but a number from `min` to `max`.
    public long queryNumber(String name, long min, long max, long fallback) {
        return query(name).map(text -> number(name, text, min, max)).orElse(fallback);
    }

    /// What stands in the path where the route has `{name}`, decoded. Throws [IllegalArgumentException] when the
    /// route has no such place.
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the route of this request has no {%s}, only %s".formatted(name, parameters.keySet()));
        }
        return value;
    }

    /// As [#parameter], as a whole number. Throws [RefusedRequestException] with 400 for anything but a number from
    /// `min` to `max`.
    public long parameterNumber(String name, long min, long max) {
        return number(name, parameter(name), min, max);
    }

    /// All parameters of the route by name, decoded.
    public Map<String, String> parameters() {
        return parameters;
    }

    /// Its headers.
    public Headers headers() {
        return head.headers();
    }

    /// Its version.
    public HttpVersion version() {
        return head.version();
    }

    /// Its body; empty when it has none.
    public RequestBody body() {
        return body;
    }

    /// Whether it has a body.
    boolean hasBody() {
        return head.hasBody();
    }

    /// Who asks; over a Unix domain socket a process of this machine, whose address has no name.
    public SocketAddress remoteAddress() {
        return head.remote();
    }

    /// Whether it came over TLS.
    public boolean isSecure() {
        return head.isSecure();
    }

    /// Where the client thinks it is: scheme, host and port, without a slash at the end.
    public String origin() {
        return (isSecure() ? "https://" : "http://") + headers().first("Host").orElse("localhost");
    }

    /// The same request with the parameters of its route.
    ServerRequest with(List<String> names, List<String> values) {
        var named = new java.util.HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return new ServerRequest(head, body, Map.copyOf(named));
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, as one out of range is
        }
        throw new RefusedRequestException(
                Status.BAD_REQUEST, "%s must be a whole number from %d to %d".formatted(name, min, max));
    }

    private static Charset charset(RequestHead head) {
        if (!head.hasBody()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return head.headers()
                    .first("Content-Type")
                    .flatMap(MediaType::parse)
                    .flatMap(MediaType::charset)
                    .map(Charset::forName)
                    .orElse(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public String toString() {
        return method() + " " + target();
    }
}
