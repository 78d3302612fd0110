package heddle.websocket.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.TaskGroup;
import heddle.http.ConnectionLostException;
import heddle.http.DecodingException;
import heddle.http.LimitExceededException;
import heddle.http.ProtocolException;
import heddle.websocket.CompressionOptions;
import heddle.websocket.deflate.Agreement;
import heddle.websocket.deflate.MessageDeflater;
import heddle.websocket.frame.FrameEncoder;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the other side may not do: it is told so by a code, and cut; this side meets the failure ever after.
class FaultsTest {
    private static final Optional<Agreement> COMPRESSED =
            Optional.of(new Agreement(CompressionOptions.defaults(), 15, true, true));

    private static void refused(String hex, Optional<Agreement> compression, int code, Class<?> failure)
            throws Exception {
        Talk.with(
                Role.CLIENT,
                options -> options.messageBytesMax(1000).frameBytesMax(2000),
                compression,
                (socket, peer) -> {
                    peer.send(hex);
                    assertThatThrownBy(socket::receive).isInstanceOf(failure);
                    assertThat(peer.goodbye().code()).isEqualTo(code);
                    assertThat(peer.hasEnded()).isTrue();
                    assertThatThrownBy(socket::receive).isInstanceOf(failure);
                    assertThatThrownBy(() -> socket.send("x")).isInstanceOf(failure);
                    assertThatThrownBy(socket::ping).isInstanceOf(failure);
                    assertThat(socket.isOpen()).isFalse();
                    socket.close();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "8300", // a reserved kind of frame
        "c10141", // a reserved bit
        "a10141",
        "8181000000 0041", // a mask of a server
        "800141", // a continuation of nothing
        "010141 810142", // a message within a message
        "010141 020142",
        "0900", // a control frame that is a fragment
        "897e007e", // one that is too long
        "880103", // half a code
        "880203ed", // codes that nobody sends
        "880203ee",
        "880203f7",
        "880207d0",
        "817e000548656c6c6f" // a length that could be shorter
    })
    void a_broken_rule_is_1002(String hex) throws Exception {
        refused(hex.replace(" ", ""), Optional.empty(), 1002, ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "8102c328",
        "8101c3",
        "0101e2 8002 28a1", // a character that is cut, and does not go on
        "0102e282 8000",
        "880403e8c328" // the reason of a goodbye
    })
    void what_is_not_utf_8_is_1007(String hex) throws Exception {
        refused(hex.replace(" ", ""), Optional.empty(), 1007, ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({"827e03e9", "827f0000000000100000"})
    void a_message_or_frame_that_is_too_large_is_1009(String head) throws Exception {
        refused(head + "00".repeat(1001), Optional.empty(), 1009, LimitExceededException.class);
    }

    @Test
    void fragments_that_are_too_large_together_are_1009() throws Exception {
        refused(
                "027e0200" + "00".repeat(512) + "807e0200" + "00".repeat(512),
                Optional.empty(),
                1009,
                LimitExceededException.class);
    }

    @Test
    void a_bomb_is_1009() throws Exception {
        try (var deflater = new MessageDeflater(COMPRESSED.orElseThrow())) {
            var bomb = deflater.compress(ByteBuffer.allocate(100_000), true);
            assertThat(bomb.remaining()).isLessThan(200);
            var frame = FrameEncoder.plain().encode(new FrameHeader(true, true, Opcode.BINARY, bomb.remaining()), bomb);
            refused(HexFormat.of().formatHex(frame), COMPRESSED, 1009, LimitExceededException.class);
        }
    }

    @Test
    void broken_compression_is_1007() throws Exception {
        refused("c104ffffffff", COMPRESSED, 1007, DecodingException.class);
    }

    @ParameterizedTest
    @CsvSource({"418100 c0", "c90141", "410141 c00142"})
    void the_bit_of_compression_belongs_to_the_first_frame_of_a_message(String hex) throws Exception {
        refused(hex.replace(" ", ""), COMPRESSED, 1002, ProtocolException.class);
    }

    @Test
    void a_client_has_to_mask() throws Exception {
        Talk.with(Role.SERVER, (socket, peer) -> {
            peer.send("810141");
            assertThatThrownBy(socket::receive)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("without a mask");
            assertThat(peer.goodbye().code()).isEqualTo(1002);
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "81", "8105", "81054865", "0101 41"})
    void a_connection_that_ends_without_a_goodbye_is_lost(String hex) throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            peer.send(hex);
            peer.connection().shutdownOutput();
            assertThatThrownBy(socket::receive)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("without closing the WebSocket");
            assertThatThrownBy(() -> socket.send("x")).isInstanceOf(ConnectionLostException.class);
            socket.close();
        });
    }

    @Test
    void a_peer_that_pings_and_reads_nothing_is_cut() throws Exception {
        Talk.with(Role.CLIENT, (socket, peer) -> {
            var pings = HexFormat.of().parseHex(("897d" + "00".repeat(125)).repeat(1000));
            TaskGroup.<Exception>run(group -> {
                var flooding = group.start(() -> {
                    try {
                        while (true) {
                            peer.connection().write(pings);
                        }
                    } catch (IOException cut) {
                        return;
                    }
                });
                assertThatThrownBy(socket::receive)
                        .isInstanceOf(LimitExceededException.class)
                        .hasMessageContaining("does not read");
                flooding.await();
            });
        });
    }
}
