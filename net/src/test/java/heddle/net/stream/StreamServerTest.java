package heddle.net.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.async.task.CancelledException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.ListenException;
import heddle.net.ListenFailure;
import heddle.net.TlsOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LOOPS = Integer.getInteger("heddle.test.loops", 2);
    /// After a task that takes so long a loop looks at its sockets before it goes on with the next.
    private static final long LONG_NANOS = 2_000_000;

    private static final StreamServerOptions LOCAL = StreamServerOptions.at("127.0.0.1", 0);

    private static void echo(Connection connection) throws Exception {
        for (var line : connection.lines()) {
            connection.write(line + "\n");
        }
    }

    private static String ask(Connection connection, String question) throws Exception {
        connection.write(question + "\n");
        return Async.timeout(LIMIT, () -> connection.readLine().orElse("nothing"));
    }

    /// One of the loops serves them all.
    @Test
    void a_thousand_connections_are_served_at_once() throws Exception {
        int each = 1000 / LOOPS;
        try (var loops = Loops.open(LOOPS)) {
            var server = loops.run(0, () -> Streams.listen(LOCAL, StreamServerTest::echo));
            var clients = IntStream.range(0, LOOPS)
                    .mapToObj(loop -> loops.submit(loop, () -> answers(server, each)))
                    .toList();
            for (var client : clients) {
                assertThat(client.await()).hasSize(each).containsOnly("hello");
            }
            assertThat(server.statistics().open()).isEqualTo(each * LOOPS);
            loops.run(0, server::close);
        }
    }

    /// What so many connections hear, which stay open.
    private static List<String> answers(StreamServer server, int count) throws Exception {
        var connections = Async.gather(
                IntStream.range(0, count).boxed().toList(), 100, _ -> Streams.connect("127.0.0.1", server.port()));
        return Async.gather(connections, connection -> ask(connection, "hello"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP4_EPOLL", "UNIX_EPOLL", "TLS_EPOLL", "TCP4_NIO", "TCP4_IO_URING"})
    void beyond_the_limit_connections_wait_for_room(Way way) throws Exception {
        way.run(file -> {
            var running = new Semaphore(2);
            var options = way.server(file).limits(limits -> limits.connectionsMax(2));
            try (var server = Streams.listen(options, connection -> {
                assertThat(running.tryAcquire()).as("two handlers at most").isTrue();
                echo(connection);
                running.release();
            })) {
                Async.forEach(IntStream.range(0, 30).boxed().toList(), _ -> {
                    try (var connection = way.connect(server, each -> each)) {
                        assertThat(ask(connection, "hello")).isEqualTo("hello");
                    }
                });
                assertThat(server.statistics().accepted()).isEqualTo(30);
                assertThat(server.statistics().failed()).isZero();
            }
        });
    }

    @Test
    void what_one_handler_throws_concerns_no_other() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, connection -> {
                if (connection.readLine().orElse("").equals("fail")) {
                    throw new IllegalStateException("planted");
                }
                connection.write("fine\n");
            })) {
                for (var question : List.of("fail", "go on", "fail", "go on")) {
                    try (var connection = Streams.connect("127.0.0.1", server.port())) {
                        assertThat(ask(connection, question)).isEqualTo(question.equals("fail") ? "nothing" : "fine");
                    }
                }
                assertThat(server.stop(LIMIT)).as("all handlers have ended").isTrue();
                assertThat(server.statistics()).isEqualTo(new StreamServerStatistics(0, 4, 2));
            }
        });
    }

    @Test
    void stopping_lets_handlers_end_within_the_grace() throws Exception {
        var events = new CopyOnWriteArrayList<String>();
        Async.run(() -> {
            var go = new Promise<Boolean>();
            var server = Streams.listen(LOCAL, connection -> {
                assertThat(connection.readLine()).contains("question");
                events.add("asked");
                go.await();
                connection.write("answer\n");
                events.add("answered");
            });
            try (var connection = Streams.connect("127.0.0.1", server.port())) {
                connection.write("question\n");
                TaskGroup.run(group -> {
                    while (events.isEmpty()) {
                        Async.sleep(Duration.ofMillis(1));
                    }
                    group.start(() -> {
                        assertThat(server.stop(LIMIT)).isTrue();
                        events.add("stopped");
                    });
                    Async.sleep(Duration.ofMillis(10));
                    assertThat(catchThrowableOfType(
                                            DialException.class, () -> Streams.connect("127.0.0.1", server.port()))
                                    .failure())
                            .isEqualTo(DialFailure.CONNECTION_REFUSED);
                    go.complete(true);
                });
                assertThat(connection.readLine()).contains("answer");
            }
            server.awaitStop();
        });
        assertThat(events).containsExactly("asked", "answered", "stopped");
    }

    /// The loop is busy while the peer connects and the server is stopped; then it looks at its sockets
    /// before it comes to the end of what it was to do.
    @Test
    void one_whom_the_loop_takes_while_it_is_stopped_is_served() throws Exception {
        try (var loops = Loops.open(2)) {
            var goOn = new CountDownLatch(1);
            var server = loops.run(0, () -> {
                var opened = Streams.listen(LOCAL, connection -> connection.write("served\n"));
                Loop.current().execute(() -> await(goOn));
                Loop.current().execute(StreamServerTest::takeLong);
                return opened;
            });
            try (var peer = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                var stopping = new Promise<Thread>();
                var stopped = loops.submit(1, () -> {
                    stopping.complete(Thread.currentThread());
                    return server.stop(LIMIT);
                });
                Thread stops = stopping.await();
                while (stops.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
                goOn.countDown();
                assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("served\n");
                assertThat(stopped.await()).as("nobody was cut").isTrue();
            }
        }
    }

    private static void takeLong() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < LONG_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void handlers_that_outlast_the_grace_are_cancelled() throws Exception {
        var events = new CopyOnWriteArrayList<String>();
        Async.run(() -> {
            var begun = new Promise<Boolean>();
            var server = Streams.listen(LOCAL, connection -> {
                begun.complete(true);
                try {
                    connection.read();
                } catch (CancelledException e) {
                    events.add("cancelled");
                    throw e;
                }
            });
            try (var connection = Streams.connect("127.0.0.1", server.port())) {
                begun.await(LIMIT);
                assertThat(server.stop(Duration.ofMillis(20))).isFalse();
                events.add("stopped");
                assertThat(connection.read().hasRemaining())
                        .as("closed by the server")
                        .isFalse();
            }
            assertThat(server.statistics().failed()).isZero();
            server.close();
        });
        assertThat(events).containsExactly("cancelled", "stopped");
    }

    @Test
    void a_server_ends_with_the_run_at_the_latest() throws Exception {
        var events = new CopyOnWriteArrayList<String>();
        Async.run(() -> {
            var begun = new Promise<Boolean>();
            var server = Streams.listen(LOCAL, connection -> {
                begun.complete(true);
                try {
                    connection.read();
                } finally {
                    events.add("ended");
                }
            });
            var _ = Streams.connect("127.0.0.1", server.port());
            begun.await(LIMIT);
        });
        assertThat(events).containsExactly("ended");
    }

    @Test
    void a_peer_that_never_says_a_word_of_tls_is_cut() throws Exception {
        Async.run(() -> {
            var options = LOCAL.tls(Way.IDENTITY).limits(limits -> limits.handshakeTimeout(Duration.ofMillis(50)));
            try (var server = Streams.listen(options, StreamServerTest::echo);
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                assertThatThrownBy(() -> Async.timeout(LIMIT, () -> connection.read()))
                        .isInstanceOf(java.io.IOException.class);
                assertThat(server.stop(LIMIT)).as("its handler has ended").isTrue();
                assertThat(server.statistics()).isEqualTo(new StreamServerStatistics(0, 1, 1));
            }
        });
    }

    @Test
    void a_peer_that_speaks_something_else_does_not_stop_a_server_with_tls() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL.tls(Way.IDENTITY), StreamServerTest::echo)) {
                try (var stranger = Streams.connect("127.0.0.1", server.port())) {
                    stranger.write("GET / HTTP/1.1\r\n\r\n");
                    try {
                        while (stranger.read().hasRemaining()) {}
                    } catch (java.io.IOException reset) {
                        assertThat(reset).hasMessageContaining("is gone");
                    }
                }
                var options = ConnectionOptions.defaults().tls(Way.trusting());
                try (var friend = Streams.connect("127.0.0.1", server.port(), options)) {
                    assertThat(ask(friend, "hello")).isEqualTo("hello");
                }
            }
        });
    }

    @Test
    void a_wrong_certificate_is_refused_by_the_client() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL.tls(Way.IDENTITY), StreamServerTest::echo)) {
                var unknown = ConnectionOptions.defaults().tls(TlsOptions.defaults());
                assertThat(failure(server, unknown)).isEqualTo(DialFailure.CERTIFICATE_SELF_SIGNED);
                var other = ConnectionOptions.defaults().tls(Way.trusting()).serverName("other.example");
                assertThat(failure(server, other)).isEqualTo(DialFailure.CERTIFICATE_FOR_OTHER_HOST);
            }
        });
    }

    private static DialFailure failure(StreamServer server, ConnectionOptions options) {
        return catchThrowableOfType(DialException.class, () -> Streams.connect("127.0.0.1", server.port(), options))
                .failure();
    }

    @Test
    void tls_tells_what_was_agreed_on() throws Exception {
        Async.run(() -> {
            var server = Streams.listen(
                    LOCAL.tls(Way.IDENTITY, "two", "one"),
                    connection -> connection.write(
                            connection.tls().orElseThrow().applicationProtocol().orElse("none") + "\n"));
            var options = ConnectionOptions.defaults().tls(Way.trusting(), "one", "two");
            try (server;
                    var connection = Streams.connect("127.0.0.1", server.port(), options)) {
                var session = connection.tls().orElseThrow();
                assertThat(session.protocol()).isEqualTo("TLSv1.3");
                assertThat(session.cipherSuite()).startsWith("TLS_");
                assertThat(session.applicationProtocol()).contains("two");
                assertThat(session.peerCertificates()).containsExactly(Way.IDENTITY.leaf());
                assertThat(connection.readLine()).contains("two");
            }
        });
    }

    @Test
    void a_port_that_is_taken_and_an_address_of_another_machine_say_so() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, StreamServerTest::echo)) {
                var taken = catchThrowableOfType(
                        ListenException.class,
                        () -> Streams.listen(
                                StreamServerOptions.at("127.0.0.1", server.port()), StreamServerTest::echo));
                assertThat(taken.failure()).isEqualTo(ListenFailure.ADDRESS_IN_USE);
                assertThat(taken).hasMessageContaining("take another port");
                var elsewhere = catchThrowableOfType(
                        ListenException.class,
                        () -> Streams.listen(StreamServerOptions.at("192.0.2.1", 0), StreamServerTest::echo));
                assertThat(elsewhere.failure()).isEqualTo(ListenFailure.ADDRESS_NOT_HERE);
            }
        });
    }

    @Test
    void a_server_listens_on_a_name_of_this_machine_and_says_which_is_none() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(StreamServerOptions.at("localhost", 0), StreamServerTest::echo);
                    var connection = Streams.connect("localhost", server.port())) {
                assertThat(ask(connection, "hello")).isEqualTo("hello");
            }
            var unknown = catchThrowableOfType(
                    ListenException.class,
                    () -> Streams.listen(StreamServerOptions.at("nobody.invalid", 0), StreamServerTest::echo));
            assertThat(unknown.failure()).isEqualTo(ListenFailure.NAME_UNKNOWN);
            assertThat(unknown).hasMessageContaining("nobody.invalid");
        });
    }

    @Test
    void when_it_has_stopped_its_port_is_free() throws Exception {
        Async.run(() -> {
            var port = 0;
            for (int i = 0; i < 20; i++) {
                var server = Streams.listen(StreamServerOptions.at("127.0.0.1", port), StreamServerTest::echo);
                port = server.port();
                server.stop(LIMIT);
            }
        });
    }

    @Test
    void it_tells_its_state() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, StreamServerTest::echo)) {
                assertThat(server)
                        .hasToString("StreamServer[127.0.0.1:%d, StreamServerStatistics[open=0, accepted=0, failed=0]]"
                                .formatted(server.port()));
            }
        });
    }
}
