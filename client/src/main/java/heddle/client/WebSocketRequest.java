package heddle.client;

import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.ProtocolException;
import heddle.net.socket.SocketStream;
import heddle.websocket.WebSocket;
import heddle.websocket.WebSocketOptions;
import heddle.websocket.deflate.PerMessageDeflate;
import heddle.websocket.handshake.Handshake;
import heddle.websocket.wire.Agreed;
import heddle.websocket.wire.Conversation;
import heddle.websocket.wire.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A WebSocket in the making, from [ClientSession#webSocket].
///
/// It is asked for by a GET over HTTP/1.1 that goes the way of all requests: with the cookies and logins of the
/// session, through its proxies and middlewares, after redirects, within its limits of time, the total among
/// them, which end when the server has agreed. For one coroutine; may be connected several times.
public final class WebSocketRequest {
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private Request request;
    private WebSocketOptions options = WebSocketOptions.defaults();
    private List<String> protocols = List.of();

    WebSocketRequest(Request request) {
        this.request = request;
    }

    /// The URL with the scheme that it is asked for by.
    static String http(String url) {
        String trimmed = url.strip();
        boolean isWebSocket =
                trimmed.regionMatches(true, 0, "ws:", 0, 3) || trimmed.regionMatches(true, 0, "wss:", 0, 4);
        return isWebSocket ? "http" + trimmed.substring(2) : url;
    }

    /// Adds a header field; as [Request#header].
    public WebSocketRequest header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /// Changes how it is asked for: [Request#auth], [Request#timeouts], [Request#proxies] and the like.
    public WebSocketRequest request(UnaryOperator<Request> change) {
        request = change.apply(request);
        return this;
    }

    /// Offers these subprotocols, the preferred one first; [WebSocket#protocol] says which was taken.
    ///
    /// Throws [InvalidRequestException] for a name that is no token, or that is there twice.
    public WebSocketRequest protocols(String... names) {
        for (String name : names) {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new InvalidRequestException("the name of a subprotocol is a token, not '%s'".formatted(name));
            }
        }
        if (List.of(names).stream().distinct().count() < names.length) {
            throw new InvalidRequestException("a subprotocol is offered once");
        }
        protocols = List.of(names);
        return this;
    }

    /// With other options.
    public WebSocketRequest options(UnaryOperator<WebSocketOptions> change) {
        options = change.apply(options);
        return this;
    }

    /// Connects. Parks; the caller has to close what it gets.
    ///
    /// Throws an [HttpException]: [heddle.http.StatusException] when the server answers with an error,
    /// [ProtocolException] when it answers otherwise than a WebSocket server does, else what any request may
    /// throw.
    public WebSocket connect() {
        String key = Handshake.newKey();
        try (Response response = request.upgrade(fields(key))) {
            response.raiseForStatus();
            try {
                var agreed = agreed(key, response);
                SocketStream stream = response.claim().orElseThrow(() -> refused("comes from no connection"));
                return Conversation.over(stream, Role.CLIENT, options, agreed);
            } catch (HttpException failure) {
                throw failure.about(Method.GET, response.url().href());
            }
        }
    }

    private Headers fields(String key) {
        var fields = Headers.builder()
                .add("Connection", "Upgrade")
                .add("Upgrade", "websocket")
                .add("Sec-WebSocket-Version", Handshake.VERSION)
                .add("Sec-WebSocket-Key", key);
        if (!protocols.isEmpty()) {
            fields.add(PROTOCOL, String.join(", ", protocols));
        }
        options.compression()
                .ifPresent(wanted -> fields.add("Sec-WebSocket-Extensions", PerMessageDeflate.offer(wanted)));
        return fields.build();
    }

    /// What the server has agreed to (RFC 6455, 4.1).
    private Agreed agreed(String key, Response response) {
        var headers = response.headers();
        if (response.status().code() != 101) {
            throw refused("is %s, where 101 would be yes; check that the URL is one of a WebSocket"
                    .formatted(response.status()));
        }
        if (!headers.first("Upgrade").orElse("").equalsIgnoreCase("websocket")
                || !headers.hasMember("Connection", "Upgrade")) {
            throw refused("does not upgrade to 'websocket'");
        }
        if (!headers.all("Sec-WebSocket-Accept").equals(List.of(Handshake.accept(key)))) {
            throw refused("has a Sec-WebSocket-Accept that does not belong to the key that was sent");
        }
        List<String> chosen = headers.all(PROTOCOL);
        if (chosen.size() > 1 || !protocols.containsAll(chosen)) {
            throw refused("names the subprotocol %s, of those offered: %s".formatted(chosen, protocols));
        }
        return new Agreed(
                chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.getFirst()),
                PerMessageDeflate.accept(headers, options.compression()));
    }

    private static ProtocolException refused(String why) {
        return new ProtocolException("the answer to the opening of a WebSocket " + why);
    }

    @Override
    public String toString() {
        return "WebSocketRequest[%s]".formatted(request);
    }
}
