package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.auth.Auth;
import heddle.client.cache.HttpCache;
import heddle.client.cache.MemoryStore;
import heddle.http.ConnectionLostException;
import heddle.http.HttpTimeoutException;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.StatusException;
import heddle.http.websocket.WebSocketClosedException;
import heddle.net.stream.Connection;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.Router;
import heddle.server.ServerOptions;
import heddle.server.WebSocketRoute;
import heddle.server.origin.TestOrigin;
import heddle.websocket.CloseReason;
import heddle.websocket.Message;
import heddle.websocket.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets of Heddle's client at Heddle's server: how they are opened, what they share with other requests,
/// how they end.
class WebSocketTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @FunctionalInterface
    private interface Visit {
        void with(ClientSession session, String url) throws Exception;
    }

    private static void visit(Router router, Visit visit) throws Exception {
        visit(router, options -> options, options -> options, visit);
    }

    private static void visit(
            Router router, UnaryOperator<ServerOptions> serving, UnaryOperator<SessionOptions> options, Visit visit)
            throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            try (var server = HttpServer.open(serving.apply(ServerOptions.local()), router);
                    var session = ClientSession.open(options)) {
                visit.with(session, server.url().replaceFirst("http", "ws"));
            }
        }));
    }

    private static Router at(String path, WebSocketRoute route) {
        return Router.builder().get(path, route).build();
    }

    private static Message text(String text) {
        return new Message.Text(text);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void messages_are_echoed(boolean isSecure, boolean isCompressed) throws Exception {
        visit(
                TestOrigin.router(),
                options -> isSecure ? options.selfSigned("127.0.0.1") : options,
                SessionOptions::insecure,
                (session, url) -> {
                    try (var socket = session.webSocket(url + "/echo-socket")
                            .protocols("other", "echo")
                            .options(options -> isCompressed ? options.compressed() : options)
                            .connect()) {
                        assertThat(socket.protocol()).contains("echo");
                        assertThat(socket.isCompressed()).isEqualTo(isCompressed);
                        socket.send("hello");
                        assertThat(socket.receive()).contains(text("hello"));
                        TaskGroup.<Exception>run(group -> {
                            var long1 = "é".repeat(300_000);
                            group.start(() -> socket.send(long1));
                            assertThat(socket.receive()).contains(text(long1));
                            var ping = socket.ping();
                            socket.send("x");
                            assertThat(socket.receive()).contains(text("x"));
                            assertThat(ping.await()).isPositive();
                        });
                    }
                });
    }

    @Test
    void it_counts_as_a_connection_until_it_is_closed_and_never_serves_again() throws Exception {
        visit(TestOrigin.router(), (session, url) -> {
            try (var socket = session.webSocket(url + "/echo-socket").connect()) {
                assertThat(session.statistics().connections()).isEqualTo(1);
                assertThat(session.statistics().idle()).isZero();
                socket.send("x");
                assertThat(session.get(url.replaceFirst("ws", "http") + "/bytes/3")
                                .bytes())
                        .hasSize(3);
                assertThat(session.statistics().connections()).isEqualTo(2);
                assertThat(socket.receive()).contains(text("x"));
            }
        });
    }

    @Test
    void the_way_there_is_that_of_all_requests() throws Exception {
        var router = Router.builder()
                .get("/login", _ -> Reply.text("in").header("Set-Cookie", "sid=7; Path=/"))
                .get("/here", _ -> Reply.empty(Status.of(302)).header("Location", "/there"))
                .get("/there", WebSocketRoute.of((socket, request) -> {
                    for (String name : List.of("Cookie", "Authorization", "X-Trace", "User-Agent")) {
                        socket.send(request.headers().first(name).orElse("-"));
                    }
                }))
                .build();
        visit(router, (session, url) -> {
            session.get(url.replaceFirst("ws", "http") + "/login").discard();
            try (var socket = session.webSocket(url + "/here")
                    .header("X-Trace", "9")
                    .request(request -> request.auth(Auth.basic("me", "secret")))
                    .connect()) {
                var seen = new ArrayList<Message>();
                socket.forEach(seen::add);
                assertThat(seen.subList(0, 3)).containsExactly(text("sid=7"), text("Basic bWU6c2VjcmV0"), text("9"));
            }
        });
    }

    @Test
    void a_cache_does_not_answer_for_the_server() throws Exception {
        var cache = HttpCache.of(MemoryStore.of(1 << 20));
        visit(TestOrigin.router(), options -> options, options -> options.middleware(cache), (session, url) -> {
            try (var socket = session.webSocket(url + "/echo-socket").connect()) {
                socket.send("x");
                assertThat(socket.receive()).contains(text("x"));
            }
        });
    }

    @Test
    void an_answer_that_says_no_is_a_failure_with_its_status() throws Exception {
        visit(TestOrigin.router(), (session, url) -> {
            assertThatThrownBy(() -> session.webSocket(url + "/status/403").connect())
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            no -> assertThat(no.status().code()).isEqualTo(403));
            assertThatThrownBy(() -> session.webSocket(url + "/bytes/3").connect())
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("is 200 OK");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n",
                "Upgrade: other\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n",
                "Upgrade: websocket\r\nSec-WebSocket-Accept: %s\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: b\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
            })
    void an_answer_that_is_no_web_socket_servers_is_refused_and_the_connection_cut(String fields) throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            var hasEnded = new Promise<Boolean>();
            try (var peer = Streams.listen(StreamServerOptions.at("127.0.0.1", 0), connection -> {
                        connection.write("HTTP/1.1 101 Switching Protocols\r\n"
                                + fields.formatted(accept(key(connection))) + "\r\n");
                        try {
                            hasEnded.complete(!connection.read().hasRemaining());
                        } catch (IOException reset) {
                            hasEnded.complete(true);
                        }
                    });
                    var session = ClientSession.open()) {
                assertThatThrownBy(() -> session.webSocket("ws://127.0.0.1:" + peer.port() + "/")
                                .protocols("a")
                                .connect())
                        .isInstanceOf(ProtocolException.class);
                assertThat(hasEnded.await()).isTrue();
            }
        }));
    }

    @Test
    void an_ordinary_page_is_told_as_what_it_is() throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            try (var server = HttpServer.open(ServerOptions.local(), _ -> Reply.text("hello"));
                    var session = ClientSession.open()) {
                assertThatThrownBy(() -> session.webSocket(server.url()).connect())
                        .isInstanceOf(ProtocolException.class)
                        .hasMessageContainingAll(server.url(), "is 200 OK", "check that the URL is one of a WebSocket");
            }
        }));
    }

    private static String accept(String key) {
        try {
            var salted = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1").digest(salted.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void messages_that_come_with_the_answer_are_not_lost() throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            try (var peer = Streams.listen(StreamServerOptions.at("127.0.0.1", 0), connection -> {
                        var head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept(key(connection)) + "\r\n\r\n";
                        var both = new ByteArrayOutputStream();
                        both.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
                        both.writeBytes(HexFormat.of().parseHex("810548656c6c6f" + "880203e8"));
                        connection.write(both.toByteArray());
                        connection.read();
                    });
                    var session = ClientSession.open();
                    var socket = session.webSocket("ws://127.0.0.1:" + peer.port() + "/")
                            .connect()) {
                assertThat(socket).containsExactly(text("Hello"));
            }
        }));
    }

    private static String key(Connection connection) throws IOException {
        return head(connection).replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
    }

    private static String head(Connection connection) throws IOException {
        return new String(
                connection.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }

    @Test
    void the_total_ends_with_the_opening() throws Exception {
        visit(TestOrigin.router(), (session, url) -> {
            assertThatThrownBy(() -> session.webSocket(url + "/delay/60000")
                            .request(request -> request.timeout(Duration.ofMillis(50)))
                            .connect())
                    .isInstanceOf(HttpTimeoutException.class);
        });
    }

    @Test
    void a_connect_that_is_cancelled_at_any_turn_leaves_nothing() throws Exception {
        var router = at("/", WebSocketRoute.of((socket, _) -> socket.receive()));
        visit(router, (session, url) -> {
            for (int turns = 0; turns < 60; turns++) {
                int count = turns;
                TaskGroup.<Exception>run(group -> {
                    var connecting = group.start(() -> {
                        var socket = session.webSocket(url + "/").connect();
                        socket.close();
                    });
                    for (int i = 0; i < count; i++) {
                        Async.yield();
                    }
                    connecting.cancel();
                    try {
                        connecting.await();
                    } catch (CancellationException cancelled) {
                        // as it may be
                    }
                });
            }
            while (session.statistics().connections() - session.statistics().idle() > 0) {
                Async.yield();
            }
        });
    }

    // ---- the server's side

    @Test
    void a_handler_that_fails_closes_with_1011_and_one_that_returns_with_1000() throws Exception {
        var router = Router.builder()
                .get("/fails", WebSocketRoute.of((_, _) -> {
                    throw new IllegalStateException("as it was told to");
                }))
                .get("/returns", WebSocketRoute.of((socket, _) -> socket.send("done")))
                .build();
        visit(router, (session, url) -> {
            try (var socket = session.webSocket(url + "/fails").connect()) {
                assertThatThrownBy(socket::receive)
                        .isInstanceOfSatisfying(
                                WebSocketClosedException.class,
                                closed -> assertThat(closed.code()).isEqualTo(1011));
            }
            try (var socket = session.webSocket(url + "/returns").connect()) {
                assertThat(socket).containsExactly(text("done"));
                assertThat(socket.closeReason()).contains(new CloseReason(1000, ""));
            }
        });
    }

    @Test
    void a_server_that_stops_says_1001_and_waits_for_its_handlers() throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            var ended = new Promise<Boolean>();
            var router = at("/", WebSocketRoute.of((socket, _) -> {
                socket.forEach(_ -> {});
                ended.complete(true);
            }));
            var server = HttpServer.open(ServerOptions.local(), router);
            try (var session = ClientSession.open();
                    var socket = session.webSocket(server.url() + "/").connect()) {
                TaskGroup.<Exception>run(group -> {
                    var stopping = group.start(() -> server.stop(Duration.ofSeconds(30)));
                    assertThat(socket.receive()).isEmpty();
                    assertThat(socket.closeReason()).contains(new CloseReason(1001, "the server is stopping"));
                    socket.close(1000, "");
                    assertThat(stopping.await()).as("nothing had to be cut").isTrue();
                    assertThat(ended.await()).isTrue();
                });
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 101",
        "http://127.0.0.1:PORT, 101",
        "https://127.0.0.1:PORT, 101",
        "http://127.0.0.1, 403",
        "https://evil.example, 403",
        "null, 403"
    })
    void a_page_of_another_origin_is_refused(String origin, int status) throws Exception {
        visit(at("/", WebSocketRoute.of((_, _) -> {})), (session, url) -> {
            var port = url.substring(url.lastIndexOf(':') + 1);
            assertThat(opened(session, url + "/", origin.replace("PORT", port))).isEqualTo(status);
        });
    }

    @Test
    void origins_can_be_named() throws Exception {
        var route = WebSocketRoute.of((_, _) -> {}).origins("https://a.example", "https://b.example");
        visit(at("/", route), (session, url) -> {
            assertThat(opened(session, url + "/", "https://B.example")).isEqualTo(101);
            assertThat(opened(session, url + "/", "https://c.example")).isEqualTo(403);
            assertThat(opened(session, url + "/", "")).isEqualTo(101);
        });
    }

    private static int opened(ClientSession session, String url, String origin) {
        var request = session.webSocket(url);
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        try (var _ = request.connect()) {
            return 101;
        } catch (StatusException no) {
            return no.status().code();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection: Upgrade;Sec-WebSocket-Version: 13;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
                "Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 8;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
                "Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13;Sec-WebSocket-Key: short | 400",
                "Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13 | 400",
                "Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Content-Length: 1 | 400"
            })
    void what_does_not_open_a_web_socket_is_told_why(String fields, int status) throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            try (var server = HttpServer.open(ServerOptions.local(), at("/", WebSocketRoute.of((_, _) -> {})));
                    var connection =
                            Streams.connect("127.0.0.1", server.address().getPort())) {
                connection.write("GET / HTTP/1.1\r\nHost: x\r\n" + fields.replace(";", "\r\n") + "\r\n\r\n");
                assertThat(connection.readLine().orElse("")).startsWith("HTTP/1.1 " + status);
            }
        }));
    }

    @Test
    void the_answer_is_that_of_the_rfc() throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            var route = WebSocketRoute.of((socket, _) -> socket.send("Hello")).protocols("chat");
            try (var server = HttpServer.open(ServerOptions.local(), at("/chat", route));
                    var connection =
                            Streams.connect("127.0.0.1", server.address().getPort())) {
                connection.write("""
                        GET /chat HTTP/1.1\r
                        Host: server.example.com\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        Sec-WebSocket-Protocol: superchat, chat\r
                        Sec-WebSocket-Version: 13\r
                        \r
                        """);
                assertThat(head(connection).lines())
                        .contains(
                                "HTTP/1.1 101 Switching Protocols",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                                "Sec-WebSocket-Protocol: chat")
                        .noneMatch(line -> line.startsWith("Content-Length"));
                assertThat(connection.readExactly(7)).containsExactly(0x81, 5, 'H', 'e', 'l', 'l', 'o');
            }
        }));
    }

    @Test
    void many_talk_at_once() throws Exception {
        visit(TestOrigin.router(), (session, url) -> {
            var sums = Async.gather(IntStream.range(0, 50).boxed().toList(), i -> {
                try (WebSocket socket = session.webSocket(url + "/echo-socket").connect()) {
                    int sum = 0;
                    for (int j = 0; j < 20; j++) {
                        socket.send("" + i);
                        sum += Integer.parseInt(((Message.Text) socket.receive().orElseThrow()).text());
                    }
                    return sum;
                }
            });
            assertThat(sums)
                    .isEqualTo(IntStream.range(0, 50).map(i -> 20 * i).boxed().toList());
        });
    }

    @Test
    void a_session_that_is_closed_ends_its_web_sockets() throws Exception {
        visit(TestOrigin.router(), (session, url) -> {
            var socket = session.webSocket(url + "/echo-socket").connect();
            session.close();
            assertThatThrownBy(socket::receive).isInstanceOf(ConnectionLostException.class);
            assertThat(Optional.of(socket).map(WebSocket::isOpen)).contains(false);
        });
    }
}
