package heddle.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.stream.ByteSource;
import heddle.websocket.frame.FrameReader.Sender;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames as bytes, with the examples of RFC 6455, 5.7.
class FramesTest {
    private static final long ANY = Long.MAX_VALUE;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /// Gives the bytes in pieces of that size.
    private static ByteSource source(byte[] bytes, int size) {
        Queue<ByteBuffer> pieces = new ArrayDeque<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size))));
        }
        return () -> pieces.isEmpty() ? ByteBuffer.allocate(0) : pieces.remove();
    }

    private static FrameReader reader(String hex, Sender sender) {
        return new FrameReader(source(bytes(hex), Integer.MAX_VALUE), sender, false, ANY);
    }

    private static String payload(FrameReader reader) throws IOException {
        var text = new StringBuilder();
        while (!reader.isTaken()) {
            text.append(StandardCharsets.UTF_8.decode(reader.piece()));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "810548656c6c6f, SERVER, true, 1, Hello",
        "818537fa213d7f9f4d5158, CLIENT, true, 1, Hello",
        "010348656c, SERVER, false, 1, Hel",
        "80026c6f, SERVER, true, 0, lo",
        "890548656c6c6f, SERVER, true, 9, Hello",
        "8a8537fa213d7f9f4d5158, CLIENT, true, 10, Hello"
    })
    void the_examples_of_the_rfc_are_read(String hex, Sender sender, boolean isLast, int opcode, String text)
            throws IOException {
        var reader = reader(hex, sender);
        assertThat(reader.header()).isEqualTo(new FrameHeader(isLast, false, opcode, text.length()));
        assertThat(payload(reader)).isEqualTo(text);
    }

    @Test
    void the_examples_of_the_rfc_are_written() {
        var header = new FrameHeader(true, false, Opcode.TEXT, 5);
        var hello = StandardCharsets.UTF_8.encode("Hello");
        assertThat(FrameEncoder.plain().encode(header, hello.duplicate())).isEqualTo(bytes("810548656c6c6f"));
        assertThat(FrameEncoder.masking(() -> 0x37fa213d).encode(header, hello))
                .isEqualTo(bytes("818537fa213d7f9f4d5158"));
    }

    @ParameterizedTest
    @CsvSource({"0, 8200", "125, 827d", "126, 827e007e", "65535, 827effff", "65536, 827f0000000000010000"})
    void a_length_has_its_shortest_form(int length, String head) throws IOException {
        var payload = new byte[length];
        var frame = FrameEncoder.plain()
                .encode(new FrameHeader(true, false, Opcode.BINARY, length), ByteBuffer.wrap(payload));
        assertThat(HexFormat.of().formatHex(frame)).startsWith(head).hasSize(head.length() + 2 * length);
        var reader = new FrameReader(source(frame, 1000), Sender.SERVER, false, ANY);
        assertThat(reader.header().length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8300",
                "8700",
                "8b00",
                "8f00", // reserved opcodes
                "c10141",
                "a10141",
                "910141", // reserved bits
                "09056865",
                "0800",
                "0a00", // fragments of control frames
                "897e007e",
                "887e0080", // control frames that are too long
                "818537fa213d7f9f4d5158", // a mask of a server
                "817e0005",
                "827f000000000000ffff" // lengths that are too long
            })
    void what_breaks_the_rules_is_refused_with_1002(String hex) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> reader(hex, Sender.SERVER).header())
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(1002));
    }

    @Test
    void a_length_with_its_highest_bit_set_is_refused() {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> reader("827f8000000000000000", Sender.SERVER).header());
    }

    @Test
    void a_client_has_to_mask() {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> reader("810548656c6c6f", Sender.CLIENT).header())
                .withMessageContaining("without a mask");
    }

    @Test
    void a_frame_beyond_the_limit_is_refused_by_its_header() {
        var reader = new FrameReader(source(bytes("827e0400"), 100), Sender.SERVER, false, 1023);
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(reader::header)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(1009));
    }

    @Test
    void a_source_that_ends_within_a_frame_is_cut() throws IOException {
        var reader = reader("81054865", Sender.SERVER);
        assertThat(reader.header().length()).isEqualTo(5);
        assertThat(reader.piece().remaining()).isEqualTo(2);
        assertThatExceptionOfType(EOFException.class).isThrownBy(reader::piece);
    }

    @Property(tries = 200)
    void what_was_written_is_read_however_it_is_cut(
            @ForAll @Size(max = 300) byte[] payload, @ForAll @IntRange(min = 1, max = 20) int size, @ForAll int mask)
            throws IOException {
        var header = new FrameHeader(true, false, Opcode.BINARY, payload.length);
        var frame = FrameEncoder.masking(() -> mask).encode(header, ByteBuffer.wrap(payload));
        var reader = new FrameReader(source(frame, size), Sender.CLIENT, false, ANY);
        assertThat(reader.header()).isEqualTo(header);
        var read = ByteBuffer.allocate(payload.length);
        while (!reader.isTaken()) {
            read.put(reader.piece());
        }
        assertThat(read.array()).isEqualTo(payload);
        assertThatExceptionOfType(EOFException.class).isThrownBy(reader::header);
    }

    // ---- text

    @ParameterizedTest
    @ValueSource(strings = {"", "κόσμε", "\u0080\u07ff\u0800\uffff", "\ud800\udc00\udbff\udfff", "\ud7ff\ue000"})
    void utf_8_is_taken_however_it_is_cut(String text) {
        var check = new Utf8Check();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            check.accept(ByteBuffer.wrap(new byte[] {each}));
        }
        check.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "e09fbf",
                "eda080",
                "edbfbf",
                "f08fbfbf",
                "f4908080",
                "f5",
                "ff",
                "c2",
                "e282",
                "f09f98",
                "c241",
                "e28241"
            })
    void what_is_not_utf_8_is_refused_with_1007(String hex) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> {
                    var check = new Utf8Check();
                    check.accept(ByteBuffer.wrap(bytes(hex)));
                    check.end();
                })
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(1007));
    }

    @Property(tries = 2000)
    void the_check_agrees_with_the_jdk(@ForAll @Size(max = 6) byte[] bytes) {
        boolean isUtf8;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            isUtf8 = true;
        } catch (java.nio.charset.CharacterCodingException broken) {
            isUtf8 = false;
        }
        boolean isTaken;
        try {
            var check = new Utf8Check();
            check.accept(ByteBuffer.wrap(bytes));
            check.end();
            isTaken = true;
        } catch (WireFault fault) {
            isTaken = false;
        }
        assertThat(isTaken).isEqualTo(isUtf8);
    }

    // ---- goodbyes

    @ParameterizedTest
    @CsvSource({"'', 1005, ''", "03e8, 1000, ''", "03e8627965, 1000, bye", "0fa0, 4000, ''", "03f6, 1014, ''"})
    void a_goodbye_has_a_code_and_a_reason_or_neither(String hex, int code, String words) {
        var reason = ClosePayload.read(ByteBuffer.wrap(bytes(hex)));
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.words()).isEqualTo(words);
        assertThat(ClosePayload.write(reason)).isEqualTo(ByteBuffer.wrap(bytes(hex)));
    }

    @ParameterizedTest
    @CsvSource({
        "03, 1002",
        "0000, 1002",
        "03e7, 1002",
        "03ec, 1002",
        "03ed, 1002",
        "03ee, 1002",
        "03f7, 1002",
        "07d0, 1002",
        "0bb7, 1002",
        "1388, 1002",
        "ffff, 1002",
        "03e8c3, 1007"
    })
    void a_goodbye_with_another_code_is_refused(String hex, int code) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> ClosePayload.read(ByteBuffer.wrap(bytes(hex))))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
