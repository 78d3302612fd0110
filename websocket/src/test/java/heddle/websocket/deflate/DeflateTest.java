package heddle.websocket.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.websocket.CompressionOptions;
import heddle.websocket.frame.WireFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed messages, with the examples of RFC 7692, 7.2.3.
class DeflateTest {
    private static final CompressionOptions OPTIONS = CompressionOptions.defaults();

    private static Agreement agreed(int bits, boolean isKept) {
        return new Agreement(OPTIONS, bits, isKept, isKept);
    }

    private static byte[] compress(MessageDeflater deflater, byte[] message) {
        return rest(deflater.compress(ByteBuffer.wrap(message), true));
    }

    private static byte[] rest(ByteBuffer bytes) {
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    private static byte[] inflate(MessageInflater inflater, byte[]... fragments) {
        var message = new ByteArrayOutputStream();
        for (byte[] fragment : fragments) {
            inflater.feed(ByteBuffer.wrap(fragment));
            drain(inflater, message);
        }
        inflater.feedEnd();
        drain(inflater, message);
        inflater.endMessage();
        return message.toByteArray();
    }

    private static void drain(MessageInflater inflater, ByteArrayOutputStream message) {
        for (var piece = inflater.next(); piece.hasRemaining(); piece = inflater.next()) {
            message.writeBytes(rest(piece));
        }
    }

    private static String text(MessageInflater inflater, String hex) {
        return new String(inflate(inflater, HexFormat.of().parseHex(hex)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f248cdc9c90700", // 7.2.3.1
                "000500faff48656c6c6f00", // 7.2.3.3: a block without compression
                "f348cdc9c9070000", // 7.2.3.4: a block that says that it is the last
                "f248050000 00ffffcac9c90700" // 7.2.3.5: two blocks
            })
    void the_examples_of_the_rfc_are_read(String hex) {
        try (var inflater = new MessageInflater(agreed(15, true))) {
            assertThat(text(inflater, hex.replace(" ", ""))).isEqualTo("Hello");
        }
    }

    @Test
    void a_window_that_is_kept_makes_the_second_message_shorter() {
        try (var inflater = new MessageInflater(agreed(15, true));
                var deflater = new MessageDeflater(agreed(15, true))) {
            assertThat(text(inflater, "f248cdc9c90700")).isEqualTo("Hello");
            assertThat(text(inflater, "f200110000")).isEqualTo("Hello"); // 7.2.3.2
            byte[] hello = "Hello".getBytes(StandardCharsets.UTF_8);
            assertThat(compress(deflater, hello)).hasSize(7);
            assertThat(compress(deflater, hello)).hasSize(5);
        }
    }

    @Test
    void without_a_window_that_is_kept_each_message_stands_alone() {
        try (var deflater = new MessageDeflater(agreed(15, false))) {
            byte[] hello = "Hello".getBytes(StandardCharsets.UTF_8);
            assertThat(compress(deflater, hello)).isEqualTo(compress(deflater, hello));
        }
    }

    @Test
    void an_empty_message_is_one_byte() {
        try (var deflater = new MessageDeflater(agreed(15, true));
                var inflater = new MessageInflater(agreed(15, true))) {
            assertThat(compress(deflater, new byte[0])).containsExactly(0);
            assertThat(text(inflater, "00")).isEmpty();
        }
    }

    @Test
    void a_message_goes_on_after_a_block_that_says_that_it_is_the_last() {
        try (var inflater = new MessageInflater(agreed(15, true))) {
            assertThat(text(inflater, "f348cdc9c90700" + "f248cdc9c90700")).isEqualTo("HelloHello");
        }
    }

    @Property(tries = 100)
    void messages_come_out_as_they_went_in(
            @ForAll @Size(max = 6) List<@Size(max = 2000) byte[]> fragments,
            @ForAll @IntRange(min = 8, max = 15) int bits,
            @ForAll boolean isKept) {
        try (var deflater = new MessageDeflater(agreed(bits, isKept));
                var inflater = new MessageInflater(agreed(15, isKept))) {
            for (int message = 0; message < 3; message++) {
                var compressed = new ArrayList<byte[]>();
                var all = new ByteArrayOutputStream();
                for (byte[] fragment : fragments) {
                    all.writeBytes(fragment);
                    compressed.add(rest(deflater.compress(ByteBuffer.wrap(fragment), false)));
                }
                compressed.add(rest(deflater.compress(ByteBuffer.allocate(0), true)));
                assertThat(inflate(inflater, compressed.toArray(byte[][]::new))).isEqualTo(all.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8", "9", "12", "14"})
    void nothing_refers_to_what_is_farther_back_than_the_window(int bits) {
        int window = 1 << bits;
        byte[] once = new byte[window];
        new Random(bits).nextBytes(once);
        try (var deflater = new MessageDeflater(agreed(bits, true))) {
            compress(deflater, once);
            assertThat(compress(deflater, once).length)
                    .as("the same noise again, just out of sight")
                    .isGreaterThanOrEqualTo(window);
        }
        try (var deflater = new MessageDeflater(agreed(15, true))) {
            compress(deflater, once);
            assertThat(compress(deflater, once).length).as("in sight").isLessThan(window / 2);
        }
    }

    @Test
    void a_bomb_is_decompressed_no_further_than_it_is_read() {
        try (var deflater = new MessageDeflater(agreed(15, true));
                var inflater = new MessageInflater(agreed(15, true))) {
            byte[] bomb = compress(deflater, new byte[20_000_000]);
            assertThat(bomb.length).isLessThan(30_000);
            inflater.feed(ByteBuffer.wrap(bomb));
            assertThat(inflater.next().remaining()).isEqualTo(16 << 10);
        }
    }

    @Test
    void what_is_not_compressed_so_is_refused_with_1007() {
        try (var inflater = new MessageInflater(agreed(15, true))) {
            assertThatExceptionOfType(WireFault.class)
                    .isThrownBy(() -> text(inflater, "ffffffff"))
                    .satisfies(fault -> assertThat(fault.code()).isEqualTo(1007));
        }
    }
}
