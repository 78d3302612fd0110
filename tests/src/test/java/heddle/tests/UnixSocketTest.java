package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.Loops;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.proxy.Proxies;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.SessionEvent;
import heddle.http.ConnectFailedException;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.http.TlsException;
import heddle.net.wire.SelfSigned;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.Router;
import heddle.server.ServerOptions;
import heddle.server.WebSocketRoute;
import heddle.websocket.Message;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// HTTP over Unix domain sockets: the client, the server, and what neither of them does there.
@ParameterizedClass
@EnumSource(
        value = LoopTransport.class,
        names = {"EPOLL", "NIO", "IO_URING"})
class UnixSocketTest {
    private static final Handler HOSTS =
            request -> Reply.text(request.headers().first("Host").orElse("none"));

    private final LoopTransport transport;

    @TempDir
    private Path folder;

    UnixSocketTest(LoopTransport transport) {
        this.transport = transport;
    }

    /// What is done while somebody listens.
    private interface Scene {
        void play(ClientSession session, HttpServer server) throws Exception;
    }

    private Path file() {
        return folder.resolve("socket");
    }

    private void serving(Handler handler, UnaryOperator<SessionOptions> client, Scene scene) throws Exception {
        serving(ServerOptions.at(file()), handler, client, scene);
    }

    private void serving(ServerOptions options, Handler handler, UnaryOperator<SessionOptions> client, Scene scene)
            throws Exception {
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            try (var server = HttpServer.open(options, handler);
                    var session = ClientSession.open(defaults -> client.apply(defaults.unixSocket(file())))) {
                scene.play(session, server);
            }
        });
    }

    @Test
    void the_url_says_what_stands_in_host_and_nothing_is_looked_up() throws Exception {
        var heard = new CopyOnWriteArrayList<SessionEvent>();
        serving(HOSTS, options -> options.listener(heard::add), (session, _) -> {
            assertThat(session.get("http://nowhere.example/a").text()).isEqualTo("nowhere.example");
            assertThat(session.get("http://nowhere.example:8080/a").text()).isEqualTo("nowhere.example:8080");
        });
        assertThat(heard).noneMatch(ConnectionEvent.LookupBegun.class::isInstance);
        assertThat(heard)
                .filteredOn(ConnectionEvent.ConnectDone.class::isInstance)
                .extracting(event -> ((ConnectionEvent.ConnectDone) event).remote())
                .containsExactly(UnixDomainSocketAddress.of(file()), UnixDomainSocketAddress.of(file()));
    }

    @Test
    void a_response_comes_from_the_file_and_its_connection_serves_again() throws Exception {
        serving(HOSTS, options -> options, (session, server) -> {
            for (int i = 0; i < 3; i++) {
                try (var response = session.get(server.url()).send()) {
                    assertThat(response.remoteAddress()).isEqualTo(UnixDomainSocketAddress.of(file()));
                    assertThat(response.text()).isEqualTo("localhost");
                }
            }
            assertThat(session.statistics().dialled()).isEqualTo(1);
            assertThat(session.statistics().reused()).isEqualTo(2);
        });
    }

    @Test
    void the_server_knows_no_address_of_who_asks() throws Exception {
        serving(
                request -> Reply.text(request.remoteAddress().toString()),
                options -> options,
                (session, server) ->
                        assertThat(session.get(server.url()).text()).isEmpty());
    }

    @Test
    void the_snippet_of_the_guide_works() throws Exception {
        var file = file();
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            try (var server = HttpServer.open(ServerOptions.at(file), HOSTS);
                    var session = ClientSession.open(options -> options.unixSocket(file))) {
                IO.println(session.get(server.url()).text()); // http://localhost
            }
        });
    }

    @Test
    void many_at_once_have_their_connections() throws Exception {
        serving(HOSTS, options -> options.pool(pool -> pool.perHostMax(8)), (session, _) -> {
            var answers = Async.gather(
                    IntStream.range(0, 200).boxed().toList(),
                    number -> session.get("http://host" + number % 3 + ".example/")
                            .text());
            assertThat(answers).hasSize(200).contains("host0.example", "host1.example", "host2.example");
            assertThat(session.statistics().connections()).isBetween(3L, 24L);
        });
    }

    @Test
    void bodies_go_both_ways() throws Exception {
        var megabytes = new byte[3 << 20];
        Handler echo = request ->
                Reply.bytes("application/octet-stream", request.body().bytes());
        serving(echo, options -> options, (session, server) -> {
            assertThat(session.post(server.url()).body(megabytes).bytes()).isEqualTo(megabytes);
            try (var sent = session.post(server.url()).body(megabytes).send()) {
                var copy = session.post(server.url()).body(sent.body()::read).bytes();
                assertThat(copy).isEqualTo(megabytes);
            }
        });
    }

    @Test
    void a_redirect_to_any_host_stays_at_the_file() throws Exception {
        var router = Router.builder()
                .get("/go", _ -> Reply.empty(Status.of(302)).header("Location", "http://elsewhere.example/here"))
                .get("/here", HOSTS)
                .build();
        serving(
                router,
                options -> options,
                (session, server) ->
                        assertThat(session.get(server.url() + "/go").text()).isEqualTo("elsewhere.example"));
    }

    @Test
    void proxies_have_no_part_in_it() throws Exception {
        var proxies = Proxies.all("http://127.0.0.1:1");
        serving(HOSTS, options -> options.proxies(proxies), (session, server) -> {
            assertThat(session.get(server.url()).text()).isEqualTo("localhost");
            assertThat(session.get(server.url()).proxies(proxies).text()).isEqualTo("localhost");
        });
    }

    @Test
    void it_is_no_address_that_could_be_private() throws Exception {
        serving(
                HOSTS,
                SessionOptions::publicOnly,
                (session, _) ->
                        assertThat(session.get("http://127.0.0.1/").text()).isEqualTo("127.0.0.1"));
    }

    @Test
    void tls_checks_the_name_in_the_url_and_http2_goes_over_it() throws Exception {
        var identity = SelfSigned.certificate(List.of("localhost"));
        serving(
                ServerOptions.at(file()).tls(identity),
                HOSTS,
                options -> options.net(net -> net.tls(net.tls().trust(List.of(identity.leaf())))),
                (session, server) -> {
                    try (var response = session.get(server.url()).send()) {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        assertThat(response.text()).isEqualTo("localhost");
                    }
                    assertThatThrownBy(
                                    () -> session.get("https://other.example/").text())
                            .isInstanceOf(TlsException.class)
                            .hasMessageContaining("other.example");
                });
    }

    @Test
    void a_web_socket_goes_over_it() throws Exception {
        var route = WebSocketRoute.of((socket, _) -> socket.send("hello"));
        serving(route, options -> options, (session, _) -> {
            try (var socket = session.webSocket("ws://localhost/").connect()) {
                assertThat(socket.receive()).contains(new Message.Text("hello"));
            }
        });
    }

    @Test
    void connections_are_made_ahead_of_time() throws Exception {
        serving(HOSTS, options -> options, (session, server) -> {
            assertThat(session.warmUp(server.url(), 3)).isEqualTo(3);
            assertThat(session.get(server.url()).text()).isEqualTo("localhost");
            assertThat(session.statistics().dialled()).isEqualTo(3);
        });
    }

    @Test
    void a_request_as_curl_sends_it_names_the_file() throws Exception {
        serving(
                HOSTS,
                options -> options,
                (session, server) ->
                        assertThat(session.get(server.url()).toCurl()).contains("--unix-socket '" + file() + "'"));
    }

    @Test
    void a_missing_file_is_named_and_may_come_yet() throws Exception {
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            try (var session = ClientSession.open(options -> options.unixSocket(file()))) {
                var refused = catchThrowableOfType(
                        ConnectFailedException.class,
                        () -> session.get("http://localhost/").text());
                assertThat(refused).hasMessageContaining(file().toString()).hasMessageContaining("no such file");
                assertThat(refused.isRetryable()).isTrue();
            }
        });
    }

    @Test
    void what_a_killed_server_left_behind_is_replaced_and_what_lives_is_not() throws Exception {
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file()));
        }
        assertThat(file()).exists();
        serving(HOSTS, options -> options, (session, server) -> {
            assertThat(session.get(server.url()).text()).isEqualTo("localhost");
            assertThatThrownBy(() -> HttpServer.open(ServerOptions.at(file()), HOSTS))
                    .hasMessageContaining("somebody listens there already");
            assertThat(session.get(server.url()).text()).isEqualTo("localhost");
        });
    }

    @Test
    void a_server_that_stops_takes_its_file_along() throws Exception {
        serving(HOSTS, options -> options, (_, server) -> {
            assertThat(file()).exists();
            server.close();
            Async.timeout(Duration.ofSeconds(30), () -> {
                while (Files.exists(file())) {
                    Async.sleep(Duration.ofMillis(1));
                }
            });
        });
    }

    @Test
    void a_server_at_a_file_has_no_port_and_one_loop() throws Exception {
        serving(HOSTS, options -> options, (_, server) -> {
            assertThat(server.url()).isEqualTo("http://localhost");
            assertThatThrownBy(server::address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file().toString());
        });
        try (var loops = Loops.open(2)) {
            assertThatThrownBy(() -> HttpServer.open(ServerOptions.at(file()), loops, HOSTS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
