package heddle.server;

import heddle.async.task.CancelledException;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.http.Status;
import heddle.http.websocket.CloseCode;
import heddle.net.socket.SocketStream;
import heddle.server.wire.Exchange;
import heddle.websocket.CloseReason;
import heddle.websocket.WebSocket;
import heddle.websocket.WebSocketOptions;
import heddle.websocket.deflate.PerMessageDeflate;
import heddle.websocket.deflate.PerMessageDeflate.Answer;
import heddle.websocket.handshake.Handshake;
import heddle.websocket.wire.Agreed;
import heddle.websocket.wire.Conversation;
import heddle.websocket.wire.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts WebSockets (RFC 6455, 4.2): a [Handler] for a route of GET. Immutable; each method makes another.
///
/// ```java
/// Router router = Router.builder()
///         .get("/chat", WebSocketRoute.of((socket, request) -> {
///             for (Message message : socket) {
///                 socket.send("heard");
///             }
///         }))
///         .build();
/// ```
///
/// A browser says on whose behalf it asks, and sends its cookies along whoever that is: unless it is told
/// otherwise, a route refuses pages of other origins, by 403. Over HTTP/1.1 alone.
public final class WebSocketRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketRoute.class);
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    private final WebSocketHandler handler;
    private final WebSocketOptions options;
    private final Optional<Predicate<String>> origins;
    private final List<String> protocols;

    private WebSocketRoute(
            WebSocketHandler handler,
            WebSocketOptions options,
            Optional<Predicate<String>> origins,
            List<String> protocols) {
        this.handler = handler;
        this.options = options;
        this.origins = origins;
        this.protocols = protocols;
    }

    /// For clients that are no browsers, and pages of the same origin; with default options.
    public static WebSocketRoute of(WebSocketHandler handler) {
        return new WebSocketRoute(handler, WebSocketOptions.defaults(), Optional.empty(), List.of());
    }

    /// With other options.
    public WebSocketRoute options(UnaryOperator<WebSocketOptions> change) {
        return new WebSocketRoute(handler, change.apply(options), origins, protocols);
    }

    /// For pages of these origins alone, such as `https://example.com`, and clients that are no browsers.
    public WebSocketRoute origins(String... allowed) {
        var lowered = Set.copyOf(List.of(allowed).stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList());
        return origins(origin -> lowered.contains(origin.toLowerCase(Locale.ROOT)));
    }

    /// For pages of the origins that fit, as they stand in `Origin`, and clients that are no browsers.
    public WebSocketRoute origins(Predicate<String> allowed) {
        return new WebSocketRoute(handler, options, Optional.of(allowed), protocols);
    }

    /// Speaks these subprotocols: the first of them that the client offers, or none. [WebSocket#protocol] says
    /// which.
    public WebSocketRoute protocols(String... names) {
        return new WebSocketRoute(handler, options, origins, List.of(names));
    }

    @Override
    public Reply handle(ServerRequest request) {
        var headers = request.headers();
        if (!request.method().equals(Method.GET)) {
            return refused(Status.METHOD_NOT_ALLOWED, "a WebSocket is opened by GET")
                    .header("Allow", "GET");
        }
        boolean isUpgrade = request.version() == HttpVersion.HTTP_1_1
                && headers.hasMember("Upgrade", "websocket")
                && headers.hasMember("Connection", "Upgrade");
        if (!isUpgrade || !headers.all("Sec-WebSocket-Version").equals(List.of(Handshake.VERSION))) {
            return refused(Status.of(426), "here a WebSocket is opened, by an Upgrade of HTTP/1.1 to version 13")
                    .header("Upgrade", "websocket")
                    .header("Sec-WebSocket-Version", Handshake.VERSION);
        }
        List<String> keys = headers.all("Sec-WebSocket-Key");
        if (keys.size() != 1 || !Handshake.isKey(keys.getFirst()) || request.hasBody()) {
            return refused(Status.BAD_REQUEST, "a WebSocket is opened with one key of 16 bytes and without a body");
        }
        if (!isAllowed(request)) {
            return refused(Status.FORBIDDEN, "pages of this origin may not open a WebSocket here");
        }
        return accept(request, keys.getFirst());
    }

    private static Reply refused(Status status, String detail) {
        return Reply.text("%d %s: %s%n".formatted(status.code(), status.reason(), detail))
                .status(status);
    }

    private boolean isAllowed(ServerRequest request) {
        return request.headers()
                .first("Origin")
                .map(origin -> origins.map(allowed -> allowed.test(origin)).orElseGet(() -> isSame(origin, request)))
                .orElse(true);
    }

    /// The scheme is left out: what is before this server may speak TLS in its place.
    private static boolean isSame(String origin, ServerRequest request) {
        String host = request.headers().first("Host").orElse("");
        return origin.substring(origin.indexOf("://") + 1).equalsIgnoreCase("//" + host);
    }

    private Reply accept(ServerRequest request, String key) {
        List<String> offered = request.headers().members(PROTOCOL);
        Optional<String> protocol = protocols.stream().filter(offered::contains).findFirst();
        Optional<Answer> compression =
                options.compression().flatMap(wanted -> PerMessageDeflate.answer(request.headers(), wanted));
        var headers = Headers.builder().add("Upgrade", "websocket").add("Sec-WebSocket-Accept", Handshake.accept(key));
        protocol.ifPresent(name -> headers.add(PROTOCOL, name));
        compression.ifPresent(answer -> headers.add("Sec-WebSocket-Extensions", answer.field()));
        var agreed = new Agreed(protocol, compression.map(Answer::agreement));
        return Reply.upgrade(headers.build(), (stream, exchange) -> talk(request, stream, exchange, agreed));
    }

    private void talk(ServerRequest request, SocketStream stream, Exchange exchange, Agreed agreed) {
        var socket = Conversation.begin(stream, Role.SERVER, options, agreed);
        exchange.whenStopping(() -> socket.sayGoodbye(new CloseReason(CloseCode.GOING_AWAY, "the server is stopping")));
        try {
            handler.handle(socket, request);
            socket.close();
        } catch (CancelledException stop) {
            socket.close(CloseCode.GOING_AWAY, "the server is stopping");
        } catch (HttpException failure) {
            end(request, socket, failure);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            fail(request, socket, failure);
        }
    }

    /// That a WebSocket has failed is no fault of its handler, and of interest to few.
    private static void end(ServerRequest request, WebSocket socket, HttpException failure) {
        if (socket.isOpen()) {
            fail(request, socket, failure);
        } else {
            LOG.debug("WebSocket of {} ends: {}", request, failure.getMessage());
            socket.close();
        }
    }

    private static void fail(ServerRequest request, WebSocket socket, Throwable failure) {
        LOG.error("the handler of the WebSocket of {} failed", request, failure);
        socket.close(CloseCode.INTERNAL_ERROR, "the server failed");
    }

    @Override
    public String toString() {
        return "WebSocketRoute[" + options + ", protocols=" + protocols + "]";
    }
}
