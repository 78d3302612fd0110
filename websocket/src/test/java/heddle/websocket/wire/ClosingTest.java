package heddle.websocket.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.TaskGroup;
import heddle.http.websocket.WebSocketClosedException;
import heddle.websocket.CloseReason;
import heddle.websocket.Message;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goodbyes, in every order (RFC 6455, 7).
class ClosingTest {
    @Test
    void this_side_says_goodbye_and_waits_for_the_answer() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var closing = group.start(() -> socket.close(4000, "enough"));
                    assertThat(peer.goodbye()).isEqualTo(new CloseReason(4000, "enough"));
                    peer.send("810141 8900"); // still on its way: nobody wants it
                    Talk.turns(5);
                    assertThat(closing.isDone()).isFalse();
                    peer.send("88020fa0");
                    closing.await();
                    assertThat(peer.hasEnded()).isTrue();
                    assertThat(socket.closeReason()).contains(new CloseReason(4000, ""));
                    assertThat(socket.receive()).isEmpty();
                    assertThatThrownBy(() -> socket.send("x")).isInstanceOf(WebSocketClosedException.class);
                    socket.close();
                }));
    }

    @ParameterizedTest
    @CsvSource({"880203e8, 1000", "880203e9, 1001", "8800, 1005"})
    void the_other_side_ends_in_an_orderly_way(String hex, int code) throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send("810141" + hex);
            assertThat(socket).containsExactly(new Message.Text("A"));
            assertThat(peer.goodbye().code()).isEqualTo(code);
            assertThat(socket.closeReason()).contains(new CloseReason(code, ""));
            assertThat(socket.receive()).isEmpty();
            assertThatThrownBy(() -> socket.send("x"))
                    .isInstanceOfSatisfying(
                            WebSocketClosedException.class,
                            closed -> assertThat(closed.code()).isEqualTo(code));
            socket.close();
            assertThat(peer.hasEnded()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1008, 1011, 1012, 1013, 1014, 3000, 4999})
    void the_other_side_ends_for_a_reason_that_is_an_exception(int code) throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send("8804%04x".formatted(code) + "6e6f");
            assertThatThrownBy(socket::receive).isInstanceOfSatisfying(WebSocketClosedException.class, closed -> {
                assertThat(closed.code()).isEqualTo(code);
                assertThat(closed.reason()).isEqualTo("no");
            });
            assertThat(peer.goodbye().code()).isEqualTo(code);
            socket.close();
        });
    }

    @Test
    void both_say_goodbye_at_once() throws Exception {
        Talk.with(Role.SERVER, (socket, peer) -> {
            peer.send("88820000000003e8");
            socket.close(1001, "");
            assertThat(peer.goodbye().code()).isEqualTo(1001);
            assertThat(peer.hasEnded()).isTrue();
        });
    }

    @Test
    void a_task_that_receives_reads_the_answer_for_the_one_that_closes() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var receiving = group.start(socket::receive);
                    peer.awaitReceiving();
                    var closing = group.start(() -> socket.close());
                    assertThat(peer.goodbye().code()).isEqualTo(1000);
                    peer.send("880203e8");
                    assertThat(receiving.await()).isEmpty();
                    closing.await();
                }));
    }

    @Test
    void the_one_that_closes_reads_on_when_the_task_that_received_has_had_its_message() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var receiving = group.start(socket::receive);
                    peer.awaitReceiving();
                    var closing = group.start(() -> socket.close());
                    assertThat(peer.goodbye().code()).isEqualTo(1000);
                    peer.send("810141");
                    assertThat(receiving.await()).contains(new Message.Text("A"));
                    peer.send("810142 880203e8");
                    closing.await();
                }));
    }

    @Test
    void an_end_of_the_connection_in_place_of_an_answer_is_enough() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var closing = group.start(() -> socket.close());
                    assertThat(peer.goodbye().code()).isEqualTo(1000);
                    peer.connection().close();
                    closing.await();
                    assertThat(socket.closeReason()).isEmpty();
                    assertThat(socket.receive()).isEmpty();
                }));
    }

    @ParameterizedTest
    @EnumSource
    void closing_in_a_cancelled_scope_does_not_wait(Role role) throws Exception {
        Talk.with(
                role,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var talking = group.start(() -> {
                        try (socket) {
                            socket.receive();
                        }
                    });
                    peer.awaitReceiving();
                    talking.cancel();
                    assertThatThrownBy(talking::await).isInstanceOf(CancellationException.class);
                    assertThat(socket.isOpen()).isFalse();
                }));
    }

    @Test
    void two_close_each_other() throws Exception {
        Talk.ofTwo(
                options -> options,
                Optional.empty(),
                (client, server) -> TaskGroup.<Exception>run(group -> {
                    var closing = group.start(() -> client.close(1000, "bye"));
                    assertThat(server.receive()).isEmpty();
                    assertThat(server.closeReason()).contains(new CloseReason(1000, "bye"));
                    server.close();
                    closing.await();
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1006, 1015, 2999, 5000})
    void a_code_that_may_not_be_sent_is_a_mistake_that_closes_nothing(int code) throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            assertThatThrownBy(() -> socket.close(code, "")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.close(1000, "x".repeat(124))).isInstanceOf(IllegalArgumentException.class);
            assertThat(socket.isOpen()).isTrue();
            socket.send("x");
            assertThat(peer.header().length()).isEqualTo(1);
        });
    }

    @Test
    void pings_that_wait_fail_with_the_end() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            var ping = socket.ping();
            peer.send("880203e8");
            assertThat(socket.receive()).isEmpty();
            assertThatThrownBy(ping::await).isInstanceOf(WebSocketClosedException.class);
        });
    }
}
