package heddle.client.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Event;
import heddle.async.TaskGroup;
import heddle.client.SessionOptions;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.client.proxy.RelayingProxy;
import heddle.http.HttpVersion;
import heddle.net.NameOrigin;
import heddle.net.TlsIdentity;
import heddle.net.wire.SelfSigned;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a session tells of its connections: how they are made, whom they serve, and why they serve no more.
class ConnectionEventsTest {
    private static final String HELLO = ScriptedPeer.ok("hello");

    private static final TlsIdentity HERE = SelfSigned.certificate(List.of("127.0.0.1"));

    private final Heard heard = new Heard();

    private SessionOptions listening(SessionOptions options) {
        return options.listener(heard);
    }

    @Test
    void a_connection_is_told_from_its_making_to_its_end() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            Client.visit(this::listening, session -> session.get(peer.url()).discard());
            assertThat(heard.names(ConnectionEvent.class))
                    .containsExactly(
                            "Dialling",
                            "LookupBegun",
                            "LookupDone",
                            "ConnectBegun",
                            "ConnectDone",
                            "Opened",
                            "Kept",
                            "Closed");
            assertThat(heard.only(ConnectionEvent.Dialling.class).port()).isEqualTo(peer.port());
            assertThat(heard.only(ConnectionEvent.LookupDone.class).origin()).isEqualTo(NameOrigin.KNOWN);
            assertThat(heard.only(ConnectionEvent.Opened.class)).satisfies(opened -> {
                assertThat(opened.version()).isEqualTo(HttpVersion.HTTP_1_1);
                assertThat(((InetSocketAddress) opened.remote()).getPort()).isEqualTo(peer.port());
                assertThat(opened.times().handshake()).isZero();
                assertThat(opened.times().connect()).isPositive();
            });
            assertThat(heard.only(ConnectionEvent.Kept.class).idle()).isEqualTo(Duration.ofSeconds(30));
            assertThat(heard.only(ConnectionEvent.Closed.class).reason()).isEqualTo(CloseReason.SESSION_CLOSED);
        }
    }

    @Test
    void an_exchange_says_which_connection_serves_it_and_how_it_came_by_it() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            Client.visit(this::listening, session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            assertThat(heard.all(ExchangeEvent.Served.class))
                    .extracting(ExchangeEvent.Served::origin)
                    .containsExactly(LeaseOrigin.OPENED, LeaseOrigin.IDLE);
            assertThat(heard.all(ExchangeEvent.Served.class))
                    .extracting(ExchangeEvent.Served::connection)
                    .containsExactly(1L, 1L);
            assertThat(heard.all(ExchangeEvent.Queued.class)).hasSize(1);
        }
    }

    @Test
    void who_waits_for_the_limit_of_a_host_is_told_so_and_gets_the_connection_of_another() throws Exception {
        var isQueued = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
            isQueued.await(30, TimeUnit.SECONDS);
            connection.write("lo");
            connection.readRequest();
            connection.write(HELLO);
            connection.awaitClose();
        })) {
            Client.visit(
                    options -> listening(options)
                            .pool(pool -> pool.perHostMax(1))
                            .listener(event -> {
                                if (event instanceof ExchangeEvent.Queued queued && queued.exchange() == 2) {
                                    isQueued.countDown();
                                }
                            }),
                    session -> {
                        var first = session.get(peer.url()).send();
                        TaskGroup.run(group -> {
                            group.start(() -> session.get(peer.url()).discard());
                            group.start(first::bytes);
                        });
                    });
            assertThat(heard.all(ExchangeEvent.Queued.class))
                    .extracting(ExchangeEvent.Queued::reason)
                    .containsExactly(WaitReason.NO_CONNECTION, WaitReason.HOST_LIMIT);
            assertThat(heard.all(ExchangeEvent.Served.class))
                    .extracting(ExchangeEvent.Served::origin)
                    .containsExactly(LeaseOrigin.OPENED, LeaseOrigin.HANDED_ON);
        }
    }

    @Test
    void an_idle_connection_is_evicted_for_another_host() throws Exception {
        try (var one = ScriptedPeer.repeating(HELLO);
                var other = ScriptedPeer.repeating(HELLO)) {
            Client.visit(options -> listening(options).pool(pool -> pool.totalMax(1)), session -> {
                session.get(one.url()).discard();
                session.get(other.url()).discard();
            });
            assertThat(heard.all(ConnectionEvent.Closed.class))
                    .extracting(ConnectionEvent.Closed::reason)
                    .containsExactly(CloseReason.EVICTED, CloseReason.SESSION_CLOSED);
        }
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
                        CloseReason.RESPONSE_SAYS_CLOSE),
                Arguments.of("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", CloseReason.RESPONSE_SAYS_CLOSE),
                Arguments.of("HTTP/1.1 200 OK\r\n\r\nhello", CloseReason.BODY_UNTIL_CLOSE),
                Arguments.of(HELLO + "more", CloseReason.UNASKED_BYTES),
                Arguments.of("nonsense\r\n\r\n", CloseReason.EXCHANGE_FAILED),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", CloseReason.PEER_CLOSED),
                Arguments.of("", CloseReason.PEER_CLOSED));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_connection_that_cannot_serve_again_says_why(String answer, CloseReason reason) throws Exception {
        try (var peer = ScriptedPeer.answering(answer)) {
            Client.visit(this::listening, session -> {
                var _ = catchThrowable(() -> session.get(peer.url()).discard());
            });
            assertThat(heard.all(ConnectionEvent.Closed.class))
                    .extracting(ConnectionEvent.Closed::reason)
                    .containsOnly(reason);
            assertThat(heard.all(ConnectionEvent.Kept.class)).isEmpty();
        }
    }

    /// Asks once, and waits until the connection is closed.
    private CloseReason closing(ScriptedPeer peer, UnaryOperator<SessionOptions> change) throws Exception {
        var isClosed = new Event();
        Client.visit(
                options -> listening(change.apply(options)).listener(event -> {
                    if (event instanceof ConnectionEvent.Closed) {
                        isClosed.set();
                    }
                }),
                session -> {
                    session.get(peer.url()).discard();
                    isClosed.await();
                });
        assertThat(heard.names(ConnectionEvent.class)).endsWith("Kept", "Closed");
        return heard.only(ConnectionEvent.Closed.class).reason();
    }

    @Test
    void a_server_that_closes_an_idle_connection_is_told_of() throws Exception {
        try (var peer = ScriptedPeer.answering(HELLO)) {
            assertThat(closing(peer, options -> options)).isEqualTo(CloseReason.PEER_CLOSED);
        }
    }

    @Test
    void a_connection_that_is_idle_for_too_long_says_so() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            assertThat(closing(peer, options -> options.pool(pool -> pool.idle(Duration.ofMillis(1)))))
                    .isEqualTo(CloseReason.IDLE_TOO_LONG);
        }
    }

    @Test
    void the_handshake_is_told_with_what_was_agreed_on() throws Exception {
        try (var peer = ScriptedPeer.secured(HERE, connection -> {
            connection.readRequest();
            connection.write(HELLO);
            connection.awaitClose();
        })) {
            Client.visit(
                    options -> listening(options).insecure(),
                    session -> session.get(peer.url()).discard());
            assertThat(heard.names(ConnectionEvent.class))
                    .containsSubsequence("ConnectDone", "HandshakeBegun", "HandshakeDone", "Opened");
            assertThat(heard.only(ConnectionEvent.HandshakeDone.class)).satisfies(done -> {
                assertThat(done.serverName()).isEqualTo("127.0.0.1");
                assertThat(done.version()).isEqualTo("TLSv1.3");
                assertThat(done.cipherSuite()).startsWith("TLS_");
            });
            assertThat(heard.only(ConnectionEvent.Opened.class).times().handshake())
                    .isPositive();
        }
    }

    @Test
    void the_tunnel_of_a_proxy_is_told_before_the_handshake_with_the_server() throws Exception {
        try (var peer = ScriptedPeer.secured(HERE, connection -> {
                    connection.readRequest();
                    connection.write(HELLO);
                    connection.awaitClose();
                });
                var proxy = RelayingProxy.start()) {
            Client.visit(
                    options -> listening(options).insecure().proxies(Proxies.all("http://" + proxy.place())),
                    session -> session.get(peer.url()).discard());
            assertThat(heard.names(ConnectionEvent.class))
                    .containsSubsequence(
                            "Dialling", "ConnectDone", "TunnelBegun", "TunnelOpened", "HandshakeBegun", "Opened");
            assertThat(heard.only(ConnectionEvent.TunnelOpened.class).proxy().place())
                    .isEqualTo(proxy.place());
            assertThat(heard.only(ExchangeEvent.Begun.class).proxy()).isPresent();
        }
    }
}
