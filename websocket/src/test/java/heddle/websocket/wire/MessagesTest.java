package heddle.websocket.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.http.ConnectionLostException;
import heddle.websocket.CompressionOptions;
import heddle.websocket.Message;
import heddle.websocket.MessageKind;
import heddle.websocket.WebSocket;
import heddle.websocket.deflate.Agreement;
import heddle.websocket.frame.Opcode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages in and out, whole and piece by piece, by several tasks, and cancelled at any point.
class MessagesTest {
    private static final int MEGABYTES = 8 << 20;
    private static final byte[] THERE = noise(MEGABYTES);
    private static final byte[] BACK = noise(MEGABYTES - 1);

    private static Message text(String text) {
        return new Message.Text(text);
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static byte[] bytes(WebSocket socket) {
        return ((Message.Binary) socket.receive().orElseThrow()).bytes();
    }

    @Test
    void fragments_make_one_message_and_pings_between_them_are_answered() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send("0103 48656c 8902 6869 8002 6c6f 8a00 8200");
            assertThat(socket.receive()).contains(text("Hello"));
            assertThat(peer.header().opcode()).isEqualTo(Opcode.PONG);
            assertThat(peer.payload()).isEqualTo(StandardCharsets.UTF_8.encode("hi"));
            assertThat(bytes(socket)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_one_frame_while_it_is_small(Role role) throws Exception {
        Talk.with(role, (socket, peer) -> {
            socket.send("Hello");
            assertThat(peer.header().isLast()).isTrue();
            assertThat(peer.payload()).isEqualTo(StandardCharsets.UTF_8.encode("Hello"));
            socket.send(new byte[0]);
            assertThat(peer.header().opcode()).isEqualTo(Opcode.BINARY);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void large_messages_go_both_ways_at_once(boolean isCompressed) throws Exception {
        var compression = isCompressed
                ? Optional.of(new Agreement(CompressionOptions.defaults().level(1), 12, true, true))
                : Optional.<Agreement>empty();
        Talk.ofTwo(options -> options.messageBytesMax(MEGABYTES), compression, (client, server) -> {
            TaskGroup.<Exception>run(group -> {
                var sending = group.start(() -> client.send(THERE));
                var answering = group.start(() -> server.send(BACK));
                var got = group.start(() -> bytes(server));
                assertThat(bytes(client)).isEqualTo(BACK);
                assertThat(got.await()).isEqualTo(THERE);
                sending.await();
                answering.await();
            });
        });
    }

    @Test
    void a_message_is_read_and_written_piece_by_piece_with_back_pressure() throws Exception {
        Talk.ofTwo(options -> options, Optional.empty(), (client, server) -> {
            var written = new AtomicInteger();
            TaskGroup.<Exception>run(group -> {
                var writing = group.start(() -> client.send(MessageKind.TEXT, writer -> {
                    for (int i = 0; i < 2000; i++) {
                        writer.write("é".repeat(16_384));
                        written.incrementAndGet();
                    }
                }));
                var reader = server.receiveStreamed().orElseThrow();
                assertThat(reader.kind()).isEqualTo(MessageKind.TEXT);
                Talk.turns(2000);
                assertThat(written.get()).as("the reader holds the writer back").isLessThan(1000);
                long characters = 0;
                for (String text = reader.readText(); !text.isEmpty(); text = reader.readText()) {
                    assertThat(text).matches("é+");
                    characters += text.length();
                }
                assertThat(characters).isEqualTo(2000L * 16_384);
                writing.await();
            });
            client.send("next");
            assertThat(server.receive()).contains(text("next"));
        });
    }

    @Test
    void what_is_left_of_a_message_is_skipped_when_the_next_is_asked_for() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send("0103 48656c 8002 6c6f 8101 41");
            var reader = socket.receiveStreamed().orElseThrow();
            assertThat(reader.readText()).isEqualTo("Hel");
            assertThat(socket.receive()).contains(text("A"));
            assertThatThrownBy(reader::read).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void a_character_that_is_cut_is_given_whole() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send("0102 61e2 0001 82 8002 ac62");
            var reader = socket.receiveStreamed().orElseThrow();
            assertThat(reader.readText() + reader.readText() + reader.readText())
                    .isEqualTo("a€b");
        });
    }

    @Test
    void sends_of_several_tasks_do_not_mix() throws Exception {
        Talk.ofTwo(options -> options, Optional.empty(), (client, server) -> {
            List<Integer> numbers = IntStream.range(0, 10).boxed().toList();
            TaskGroup.<Exception>run(group -> {
                numbers.forEach(i -> group.start(() -> client.send(("" + i).repeat(200_000))));
                var seen = new ArrayList<String>();
                for (int i = 0; i < 10; i++) {
                    var text = ((Message.Text) server.receive().orElseThrow()).text();
                    assertThat(text).hasSize(200_000).matches(text.charAt(0) + "+");
                    seen.add(text.substring(0, 1));
                }
                assertThat(seen)
                        .containsExactlyInAnyOrderElementsOf(
                                numbers.stream().map(String::valueOf).toList());
            });
        });
    }

    @Test
    void two_who_receive_or_send_piece_by_piece_at_once_are_told_so() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var first = group.start(socket::receive);
                    peer.awaitReceiving();
                    assertThatThrownBy(socket::receive)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("one task at a time");
                    var hasBegun = new Promise<Boolean>();
                    var goOn = new Promise<Boolean>();
                    var sending = group.start(() -> socket.send(MessageKind.TEXT, writer -> {
                        writer.write("a");
                        hasBegun.complete(true);
                        goOn.await();
                        writer.write("b");
                    }));
                    hasBegun.await();
                    assertThatThrownBy(() -> socket.send(MessageKind.TEXT, writer -> writer.write("c")))
                            .isInstanceOf(IllegalStateException.class);
                    var waiting = group.start(() -> socket.send("whole"));
                    goOn.complete(true);
                    sending.await();
                    waiting.await();
                    var got = new StringBuilder();
                    for (int i = 0; i < 4; i++) {
                        got.append(peer.header().opcode()).append(StandardCharsets.UTF_8.decode(peer.payload()));
                    }
                    assertThat(got).hasToString("1a0b01whole");
                    peer.send("810141");
                    assertThat(first.await()).contains(text("A"));
                }));
    }

    @Test
    void a_message_within_a_message_is_a_mistake_and_no_deadlock() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            assertThatThrownBy(() -> socket.send(MessageKind.TEXT, writer -> socket.send("inner")))
                    .isInstanceOf(IllegalStateException.class);
            socket.send("after");
            assertThat(peer.header().length()).as("nothing was sent before").isEqualTo(5);
        });
    }

    @Test
    void pings_are_answered_in_order_and_one_answer_counts_for_all_before() throws Exception {
        Talk.with(
                Role.SERVER,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var first = socket.ping();
                    var second = socket.ping();
                    assertThat(peer.header().opcode()).isEqualTo(Opcode.PING);
                    peer.payload();
                    peer.header();
                    var payload = peer.payload();
                    var reading = group.start(socket::receive);
                    peer.send("8a8400000000 01020304"); // answers nothing
                    var hex =
                            HexFormat.of().formatHex(payload.array(), payload.arrayOffset(), payload.arrayOffset() + 8);
                    peer.send("8a8800000000" + hex + "818100000000" + "41");
                    assertThat(first.await()).isPositive();
                    assertThat(second.await()).isPositive();
                    assertThat(reading.await()).contains(text("A"));
                }));
    }

    @Test
    void too_many_pings_without_an_answer_are_a_mistake() throws Exception {
        Talk.with(Role.CLIENT, (socket, _) -> {
            for (int i = 0; i < 64; i++) {
                var _ = socket.ping();
            }
            assertThatThrownBy(socket::ping).isInstanceOf(IllegalStateException.class);
        });
    }

    // ---- cancellation

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 34})
    void a_receive_that_is_cancelled_loses_nothing(int turns) throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, peer) -> TaskGroup.<Exception>run(group -> {
                    var dribbling = group.start(() -> {
                        for (byte each : HexFormat.of().parseHex("0103e282ac890268698001628101" + "63")) {
                            peer.connection().write(new byte[] {each});
                            peer.connection().flush();
                            Talk.turns(3);
                        }
                    });
                    Optional<Message> message = Optional.empty();
                    while (message.isEmpty()) {
                        var receiving = group.start(socket::receive);
                        Talk.turns(turns);
                        receiving.cancel();
                        message = outcome(receiving::await);
                    }
                    assertThat(message).contains(text("€b"));
                    assertThat(socket.receive()).contains(text("c"));
                    dribbling.await();
                    assertThat(peer.header().opcode()).isEqualTo(Opcode.PONG);
                }));
    }

    private static Optional<Message> outcome(Supplier<Optional<Message>> awaited) {
        try {
            return awaited.get();
        } catch (CancellationException cancelled) {
            return Optional.empty();
        }
    }

    @Test
    void a_message_that_was_begun_and_is_given_up_ends_the_web_socket() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            TaskGroup.<Exception>run(group -> {
                var sending = group.start(() -> socket.send(MessageKind.TEXT, writer -> {
                    writer.write("half");
                    new Promise<Boolean>().await();
                }));
                assertThat(peer.header().isLast()).isFalse();
                peer.payload();
                sending.cancel();
                assertThatThrownBy(sending::await).isInstanceOf(CancellationException.class);
            });
            assertThatThrownBy(() -> socket.send("more"))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("given up");
            assertThatThrownBy(socket::receive).isInstanceOf(ConnectionLostException.class);
        });
    }

    @Test
    void what_the_body_of_a_message_throws_comes_through() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            assertThatThrownBy(() -> socket.send(MessageKind.TEXT, _ -> {
                        throw new IOException("no source");
                    }))
                    .hasMessage("no source");
            socket.send("fine");
            assertThatThrownBy(() -> socket.send(MessageKind.TEXT, writer -> {
                        writer.write("a");
                        throw new IOException("no more");
                    }))
                    .hasMessage("no more");
            assertThat(peer.header().isLast()).isTrue();
            peer.payload();
            peer.header();
            peer.payload();
            assertThat(peer.goodbye().code()).isEqualTo(1011);
        });
    }

    @Test
    void a_send_that_is_cancelled_before_its_turn_has_sent_nothing() throws Exception {
        Talk.ofTwo(
                options -> options,
                Optional.empty(),
                (client, server) -> TaskGroup.<Exception>run(group -> {
                    var hasBegun = new Promise<Boolean>();
                    var goOn = new Promise<Boolean>();
                    var first = group.start(() -> client.send(MessageKind.BINARY, writer -> {
                        writer.write(new byte[] {1});
                        hasBegun.complete(true);
                        goOn.await();
                    }));
                    hasBegun.await();
                    var second = group.start(() -> client.send("second"));
                    var third = group.start(() -> client.send("third"));
                    Talk.turns(2);
                    second.cancel();
                    assertThatThrownBy(second::await).isInstanceOf(CancellationException.class);
                    goOn.complete(true);
                    first.await();
                    third.await();
                    assertThat(bytes(server)).containsExactly(1);
                    assertThat(server.receive()).contains(text("third"));
                }));
    }

    @Test
    void bytes_that_are_no_text_are_not_sent_as_one() throws Exception {
        Talk.with(
                Role.CLIENT,
                (socket, _) -> assertThatThrownBy(() ->
                                socket.send(MessageKind.TEXT, writer -> writer.write(new byte[] {(byte) 0xC3, 0x28})))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
