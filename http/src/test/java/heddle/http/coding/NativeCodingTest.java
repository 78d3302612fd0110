package heddle.http.coding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.DecodingException;
import heddle.http.HttpException;
import heddle.http.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 5 of the cases for br and zstd.
@Timeout(30)
class NativeCodingTest {
    private static final DecodingLimits LIMITS = DecodingLimits.defaults();
    private static final byte[] PLAIN = "to weave, lift the threads; to weave, drop the threads".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    private static byte[] coded(String coding, byte[] plain) {
        return coding.equals("br") ? Coded.brotli(plain) : Coded.zstd(plain);
    }

    @Test
    void what_can_be_decoded_is_asked_for() {
        coded("br", PLAIN);
        coded("zstd", PLAIN);
        assertThat(ContentDecoder.acceptEncoding()).isEqualTo("gzip, deflate, br, zstd");
    }

    @Property(tries = 100)
    void what_went_in_comes_out_however_it_is_cut(
            @ForAll byte[] plain,
            @ForAll @IntRange(min = 1, max = 40) int fed,
            @ForAll @IntRange(min = 1, max = 40) int read) {
        assertThat(Coded.decode(Coded.brotli(plain), LIMITS, fed, read, "br")).isEqualTo(plain);
        assertThat(Coded.decode(Coded.zstd(plain), LIMITS, fed, read, "zstd")).isEqualTo(plain);
        byte[] stacked = Coded.gzip(Coded.zstd(Coded.brotli(plain)));
        assertThat(Coded.decode(stacked, LIMITS, fed, read, "br", "zstd", "gzip"))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void a_large_body_goes_through_small_buffers(String coding) {
        byte[] plain = new byte[3 << 20];
        new Random(7).nextBytes(plain);
        Arrays.fill(plain, 1 << 20, 2 << 20, (byte) 'x');
        assertThat(Coded.decode(coded(coding, plain), LIMITS, 1000, 777, coding))
                .isEqualTo(plain);
    }

    @Property(tries = 60)
    void a_cut_body_is_never_taken_for_a_whole_one(@ForAll @IntRange(min = 1, max = 60) int missing) {
        for (String coding : List.of("br", "zstd")) {
            byte[] body = coded(coding, PLAIN);
            byte[] cut = Arrays.copyOf(body, body.length - Math.min(missing, body.length - 1));
            for (int fed : new int[] {1, cut.length}) {
                assertThatThrownBy(() -> Coded.decode(cut, LIMITS, fed, 100, coding))
                        .isInstanceOfSatisfying(DecodingException.class, e -> {
                            assertThat(e.isRetryable()).isTrue();
                            assertThat(e.getMessage()).contains("cut " + coding, "after " + cut.length + " bytes");
                        });
            }
        }
    }

    @Property(tries = 200)
    void any_bytes_at_all_end_in_a_result_or_a_typed_failure(@ForAll byte[] noise, @ForAll boolean isZstd) {
        String coding = isZstd ? "zstd" : "br";
        byte[] whole = coded(coding, PLAIN);
        byte[] damaged = Coded.join(Arrays.copyOf(whole, whole.length / 2), noise);
        for (byte[] body : List.of(noise, damaged)) {
            try {
                Coded.decode(body, LIMITS, 7, 64, coding);
            } catch (HttpException e) {
                assertThat(e).isInstanceOf(DecodingException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void bytes_after_the_end_are_refused(String coding) {
        byte[] body = Coded.join(coded(coding, PLAIN), "after".getBytes(US_ASCII));
        for (int fed : new int[] {1, body.length - 5, body.length}) {
            assertThatThrownBy(() -> Coded.decode(body, LIMITS, fed, 100, coding))
                    .isInstanceOfSatisfying(
                            DecodingException.class,
                            e -> assertThat(e.isRetryable()).isFalse())
                    .hasMessageContaining("corrupt " + coding);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void an_empty_body_is_empty(String coding) {
        assertThat(Coded.decode(NOTHING, coding)).isEmpty();
        assertThat(Coded.decode(coded(coding, NOTHING), coding)).isEmpty();
    }

    @Test
    void a_head_alone_is_a_cut_body() {
        byte[] body = Coded.zstd(PLAIN);
        for (int length = 1; length < 7; length++) {
            byte[] head = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> Coded.decode(head, "zstd")).hasMessageContaining("cut zstd body");
        }
    }

    /// One frame that says it has 247 bytes, and has a last block of none. The library itself takes it in pieces.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 9})
    void a_frame_is_as_long_as_it_says(int fed) {
        coded("zstd", PLAIN);
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, (byte) 0xF7, 1, 0, 0};
        assertThatThrownBy(() -> Coded.decode(frame, DecodingLimits.defaults(), fed, 4096, "zstd"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("corrupt zstd body");
    }

    /// One frame with a compressed block of no bytes. The library itself refuses it in one piece.
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12})
    void an_empty_compressed_block_is_one_however_it_comes(int fed) {
        coded("zstd", PLAIN);
        byte[] frame = HexFormat.of().parseHex("28b52ffd2000" + "040000" + "010000");
        assertThat(Coded.decode(frame, LIMITS, fed, 4096, "zstd")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void a_bomb_stops_at_the_ratio(String coding) {
        byte[] bomb = coded(coding, new byte[64 << 20]);
        assertThat(bomb).hasSizeLessThan(64 << 10);
        assertThatThrownBy(() -> Coded.decode(bomb, coding))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("200 decoded bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void the_limit_of_decoded_bytes_holds_to_the_byte(String coding) {
        byte[] body = coded(coding, new byte[100_000]);
        assertThat(Coded.decode(body, LIMITS.withDecodedBytesMax(100_000), 10, 64, coding))
                .hasSize(100_000);
        assertThatThrownBy(() -> Coded.decode(body, LIMITS.withDecodedBytesMax(99_999), 10, 64, coding))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo(99_999));
    }

    @Test
    void a_hundred_thousand_frames_take_linear_time() {
        byte[] frame = Coded.zstd(new byte[] {7});
        var frames = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            frames.writeBytes(frame);
        }
        assertThat(Coded.decode(frames.toByteArray(), LIMITS, 8192, 8192, "zstd"))
                .hasSize(100_000)
                .containsOnly(7);
    }

    @Test
    void frames_to_be_skipped_are_skipped() {
        byte[] skipped = HexFormat.of().parseHex("5a2a4d1803000000" + "aabbcc");
        byte[] empty = HexFormat.of().parseHex("5a2a4d1800000000");
        byte[] body = Coded.join(skipped, Coded.zstd(PLAIN), empty, skipped, Coded.zstd(PLAIN), empty);
        for (int fed : new int[] {1, body.length}) {
            assertThat(Coded.decode(body, LIMITS, fed, 9, "zstd")).isEqualTo(Coded.join(PLAIN, PLAIN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"28b52ffd0070", "28b52ffd0090", "28b52ffda001008000", "28b52ffde0ffffffffffffffff"})
    void a_frame_that_wants_more_than_8_mib_of_window_is_refused_before_it_gets_it(String head) {
        Coded.zstd(PLAIN);
        assertThatThrownBy(() -> Coded.decode(HexFormat.of().parseHex(head), "zstd"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("HTTP allows 8388608");
    }

    @Test
    void closing_frees_it_and_can_be_done_twice() {
        for (String coding : List.of("br", "zstd")) {
            byte[] body = coded(coding, new byte[1 << 20]);
            var decoder = ContentDecoder.open(List.of(coding), LIMITS);
            decoder.feed(body, 0, body.length);
            assertThat(decoder.read(new byte[100], 0, 100)).isPositive();
            decoder.close();
            decoder.close();
            assertThatThrownBy(() -> decoder.read(new byte[9], 0, 9)).hasMessage("the decoder is closed");
        }
    }
}
