package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectFailedException;
import heddle.http.ConnectionLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 6 of the cases: connections are shared, limited, and never lent twice.
class PoolTest {
    @Test
    void one_after_the_other_share_a_connection() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("abc"))) {
            Client.visit(session -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(session.get(peer.url()).text()).isEqualTo("abc");
                }
                assertThat(session.statistics()).isEqualTo(new SessionStatistics(1, 1, 0, 0, 1, 10, 9, 0));
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void many_at_once_keep_to_the_limit_of_their_host() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("abc"))) {
            Client.visit(options -> options.pool(pool -> pool.perHostMax(3)), session -> {
                Async.gather(
                        IntStream.range(0, 100).boxed().toList(),
                        _ -> session.get(peer.url()).text());
                assertThat(session.statistics().connections()).isLessThanOrEqualTo(3);
            });
            assertThat(peer.connections()).isLessThanOrEqualTo(3);
            assertThat(peer.requests()).hasSize(100);
        }
    }

    @Test
    void many_hosts_share_a_total_limit_and_idle_ones_make_room() throws Exception {
        var peers = new ArrayList<ScriptedPeer>();
        try {
            for (int i = 0; i < 30; i++) {
                peers.add(ScriptedPeer.repeating(ScriptedPeer.ok("host " + i)));
            }
            Client.visit(options -> options.pool(pool -> pool.totalMax(5)), session -> {
                List<Integer> order =
                        IntStream.range(0, 120).map(i -> i % 30).boxed().toList();
                List<String> texts =
                        Async.gather(order, i -> session.get(peers.get(i).url()).text());
                for (int i = 0; i < 120; i++) {
                    assertThat(texts.get(i)).isEqualTo("host " + i % 30);
                }
                assertThat(session.statistics().connections()).isLessThanOrEqualTo(5);
            });
        } finally {
            peers.forEach(ScriptedPeer::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "\r\n", "x"})
    void bytes_on_an_idle_connection_close_it(String unasked) throws Exception {
        var received = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("first"));
                    received.await();
                    connection.write(unasked);
                    connection.awaitClose();
                    closed.countDown();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("second"));
                })) {
            Client.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                received.countDown();
                Async.toThread(() -> closed.await());
                assertThat(session.get(peer.url()).text()).isEqualTo("second");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nX: ",
                "x",
                "\r\n",
                "\n\r\n"
            })
    void bytes_after_a_body_close_the_connection(String extra) throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("first") + extra);
                    connection.awaitClose();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("second"));
                })) {
            Client.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                assertThat(session.get(peer.url()).text()).isEqualTo("second");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"
            })
    void a_connection_that_the_server_will_close_is_not_kept(String response) throws Exception {
        try (var peer = ScriptedPeer.repeating(response)) {
            Client.visit(session -> {
                session.get(peer.url()).text();
                session.get(peer.url()).text();
            });
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_server_says_how_long_it_keeps_a_connection() throws Exception {
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=99\r\nContent-Length: 0\r\n\r\n")) {
            Client.visitInVirtualTime(options -> options, session -> {
                session.get(peer.url()).text();
                Async.sleep(Duration.ofSeconds(4));
                session.get(peer.url()).text();
                assertThat(session.statistics().dialled()).isEqualTo(1);
                Async.sleep(Duration.ofSeconds(5));
                session.get(peer.url()).text();
                assertThat(session.statistics().dialled()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_request_that_meets_a_dead_connection_is_repeated_once() throws Exception {
        try (var peer = dyingOnTheSecondRequest()) {
            Client.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                assertThat(session.get(peer.url()).text()).isEqualTo("again");
                assertThat(session.statistics().dialled()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_request_that_meets_a_dead_connection_made_ahead_of_time_is_repeated_once() throws Exception {
        try (var peer = ScriptedPeer.playing(PeerConnection::readRequest, connection -> {
            connection.readRequest();
            connection.write(ScriptedPeer.ok("again"));
            connection.awaitClose();
        })) {
            Client.visit(session -> {
                assertThat(session.warmUp(peer.url(), 1)).isEqualTo(1);
                assertThat(session.get(peer.url()).text()).isEqualTo("again");
                assertThat(session.statistics().reused()).isZero();
            });
        }
    }

    @Test
    void a_post_that_meets_a_dead_connection_is_not_repeated() throws Exception {
        try (var peer = dyingOnTheSecondRequest()) {
            Client.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                assertThatExceptionOfType(ConnectionLostException.class)
                        .isThrownBy(() -> session.post(peer.url()).body("x").text());
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_request_on_a_new_connection_is_never_repeated() {
        try (var peer = ScriptedPeer.playing(PeerConnection::readRequest)) {
            assertThat(Client.failureOf(peer, ConnectionLostException.class)).isNotNull();
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_reset_in_the_middle_of_a_body_is_a_lost_connection() {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.reset();
        })) {
            assertThat(Client.failureOf(peer, ConnectionLostException.class)).isNotNull();
        }
    }

    @Test
    void an_answer_before_the_whole_request_is_sent_counts() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nless");
            connection.awaitSilently();
        })) {
            Client.visit(session -> assertThat(
                            session.post(peer.url()).body(new byte[64 << 20]).text())
                    .isEqualTo("less"));
        }
    }

    @Test
    void nobody_listening_is_a_clear_failure_for_each_who_waits() throws Exception {
        String url = "http://127.0.0.1:1/";
        Client.visit(options -> options.pool(pool -> pool.perHostMax(2)), session -> {
            List<String> kinds = Async.gather(IntStream.range(0, 20).boxed().toList(), _ -> {
                try {
                    return session.get(url).text();
                } catch (ConnectFailedException refused) {
                    return refused.kind();
                }
            });
            assertThat(kinds).hasSize(20).containsOnly("connect_failed");
            assertThat(session.statistics()).isEqualTo(new SessionStatistics(0, 0, 0, 0, 0, 0, 0, 0));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void cancelled_at_any_moment_requests_give_everything_back(int perHost) throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("abc"))) {
            Client.visit(options -> options.pool(pool -> pool.perHostMax(perHost)), session -> {
                for (int yields = 0; yields < 40; yields++) {
                    int moment = yields;
                    TaskGroup.run(group -> {
                        for (int i = 0; i < 20; i++) {
                            group.start(() -> session.get(peer.url()).text());
                        }
                        for (int i = 0; i < moment; i++) {
                            Async.yield();
                        }
                        group.cancel();
                    });
                }
                assertThat(session.get(peer.url()).text()).isEqualTo("abc");
                Async.gather(
                        IntStream.range(0, 50).boxed().toList(),
                        _ -> session.get(peer.url()).text());
                assertThat(session.statistics().waiting()).isZero();
                assertThat(session.statistics().connections()).isLessThanOrEqualTo(perHost);
            });
        }
    }

    @Test
    void a_response_that_is_closed_early_closes_its_connection() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options, session -> {
                for (int i = 0; i < 3; i++) {
                    session.get(peer.url()).send().close();
                }
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics().connections()).isZero();
            });
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    void closing_the_session_fails_who_waits() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(
                    options -> options.pool(pool -> pool.perHostMax(1)),
                    session -> TaskGroup.run(group -> {
                        var first = group.start(() -> failure(session, peer.url()));
                        var second = group.start(() -> failure(session, peer.url()));
                        Async.sleep(Duration.ofSeconds(1));
                        session.close();
                        assertThat(first.await()).contains("session is closed");
                        assertThat(second.await()).contains("session is closed");
                        assertThatIllegalStateException()
                                .isThrownBy(() -> session.get(peer.url()).text());
                    }));
        }
    }

    @Test
    void outside_a_loop_requests_say_where_they_belong() {
        try (var session = ClientSession.open()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.get("http://127.0.0.1/").text())
                    .withMessageContaining("Async.run");
        }
    }

    private static String failure(ClientSession session, String url) {
        try {
            return session.get(url).text();
        } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage());
        }
    }

    private static ScriptedPeer dyingOnTheSecondRequest() {
        return ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("first"));
                    connection.readRequest();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("again"));
                    connection.awaitClose();
                });
    }
}
