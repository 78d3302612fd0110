package heddle.http.coding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.DecodingException;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.Phase;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecoderTest {
    private static final byte[] PLAIN = "to weave, lift the threads; to weave, drop the threads".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    @Property(tries = 200)
    void every_coding_gives_back_what_went_in_however_it_is_cut(
            @ForAll byte[] plain,
            @ForAll @IntRange(min = 1, max = 40) int fed,
            @ForAll @IntRange(min = 1, max = 40) int read) {
        DecodingLimits limits = DecodingLimits.defaults();
        assertThat(Coded.decode(Coded.gzip(plain), limits, fed, read, "gzip")).isEqualTo(plain);
        assertThat(Coded.decode(Coded.zlib(plain), limits, fed, read, "deflate"))
                .isEqualTo(plain);
        assertThat(Coded.decode(Coded.rawDeflate(plain), limits, fed, read, "deflate"))
                .isEqualTo(plain);
        byte[] stacked = Coded.gzip(Coded.zlib(Coded.gzip(plain)));
        assertThat(Coded.decode(stacked, limits, fed, read, "gzip", "deflate", "x-gzip"))
                .isEqualTo(plain);
        assertThat(Coded.decode(plain, limits, fed, read)).isEqualTo(plain);
    }

    @Property(tries = 200)
    void a_cut_body_is_never_taken_for_a_whole_one(@ForAll @IntRange(min = 1, max = 60) int missing) {
        for (byte[] body : List.of(Coded.gzip(PLAIN), Coded.zlib(PLAIN), Coded.rawDeflate(PLAIN))) {
            byte[] cut = Arrays.copyOf(body, body.length - Math.min(missing, body.length - 1));
            String coding = (body[0] & 0xFF) == 0x1F ? "gzip" : "deflate";
            assertThatThrownBy(() -> Coded.decode(cut, coding)).isInstanceOfSatisfying(DecodingException.class, e -> {
                assertThat(e.isRetryable()).isTrue();
                assertThat(e.phase()).isEqualTo(Phase.DECODE);
                assertThat(e.getMessage()).contains("cut " + coding, "after " + cut.length + " bytes");
            });
        }
    }

    @Property(tries = 300)
    void any_bytes_at_all_end_in_a_result_or_a_typed_failure(@ForAll byte[] noise, @ForAll boolean isGzip) {
        byte[] body = isGzip ? Coded.join(Arrays.copyOf(Coded.gzip(NOTHING), 10), noise) : noise;
        try {
            Coded.decode(body, DecodingLimits.defaults(), 7, 64, isGzip ? "gzip" : "deflate");
        } catch (HttpException e) {
            assertThat(e).isInstanceOf(DecodingException.class);
        }
    }

    @Test
    void members_follow_each_other() {
        byte[] body = Coded.join(Coded.gzip(PLAIN), Coded.gzip(NOTHING), Coded.gzip(PLAIN));
        assertThat(Coded.decode(body, "gzip")).isEqualTo(Coded.join(PLAIN, PLAIN));
    }

    @Test
    void an_empty_body_is_empty_in_every_coding() {
        assertThat(Coded.decode(NOTHING, "gzip")).isEmpty();
        assertThat(Coded.decode(NOTHING, "deflate")).isEmpty();
        assertThat(Coded.decode(NOTHING, "gzip", "deflate")).isEmpty();
        assertThat(Coded.decode(NOTHING)).isEmpty();
    }

    @Test
    void every_optional_part_of_a_gzip_header_is_read() {
        byte[] plain = Coded.gzip(PLAIN);
        byte[] head =
                HexFormat.of().parseHex("1f8b081f000000000003" + "0300616263" + "6e616d6500" + "636f6d6d656e7400");
        var checksum = new CRC32();
        checksum.update(head);
        byte[] sum = {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(Coded.decode(Coded.join(head, sum, rest), DecodingLimits.defaults(), 1, 9, "gzip"))
                .isEqualTo(PLAIN);
        byte[] wrong = {(byte) ~sum[0], sum[1]};
        assertThatThrownBy(() -> Coded.decode(Coded.join(head, wrong, rest), "gzip"))
                .hasMessageContaining("the checksum of its header is wrong");
        byte[] noExtra = HexFormat.of().parseHex("1f8b0804000000000003" + "0000");
        assertThat(Coded.decode(Coded.join(noExtra, rest), "gzip")).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void a_wrong_checksum_or_length_is_refused(int fromEnd) {
        byte[] body = Coded.gzip(PLAIN);
        body[body.length - fromEnd] ^= 1;
        assertCorrupt(body, "gzip", fromEnd > 4 ? "checksum does not match" : "length does not match");
    }

    @Test
    void a_wrong_checksum_of_zlib_is_refused() {
        byte[] body = Coded.zlib(PLAIN);
        body[body.length - 1] ^= 1;
        assertCorrupt(body, "deflate", "incorrect data check");
    }

    @Test
    void bytes_after_the_end_are_refused() {
        assertCorrupt(Coded.join(Coded.gzip(PLAIN), new byte[] {0}), "gzip", "does not begin with the bytes 1F 8B");
        assertCorrupt(Coded.join(Coded.gzip(PLAIN), PLAIN), "gzip", "does not begin with the bytes 1F 8B");
        assertCorrupt(Coded.join(Coded.zlib(PLAIN), new byte[] {0}), "deflate", "bytes follow its end");
        assertCorrupt(Coded.join(Coded.rawDeflate(PLAIN), new byte[] {0}), "deflate", "bytes follow its end");
    }

    @Test
    void what_is_not_in_the_coding_is_refused() {
        assertCorrupt(PLAIN, "gzip", "does not begin with the bytes 1F 8B (byte 0)");
        assertCorrupt(
                HexFormat.of().parseHex("1f8b070000000000000300"), "gzip", "compression method is not 8 (byte 2)");
        assertCorrupt(HexFormat.of().parseHex("1f8b088000000000000300"), "gzip", "reserved flags (byte 3)");
        assertCorrupt(HexFormat.of().parseHex("78bb00000001"), "deflate", "preset dictionary");
        assertCorrupt(HexFormat.of().parseHex("7800"), "deflate", "incorrect header check");
        assertCorrupt(HexFormat.of().parseHex("ffffff"), "deflate", "invalid block type");
    }

    private static void assertCorrupt(byte[] body, String coding, String detail) {
        for (int fed : new int[] {1, body.length}) {
            assertThatThrownBy(() -> Coded.decode(body, DecodingLimits.defaults(), fed, 100, coding))
                    .isInstanceOfSatisfying(DecodingException.class, e -> {
                        assertThat(e.isRetryable()).isFalse();
                        assertThat(e.coding()).isEqualTo(coding);
                    })
                    .hasMessageContaining("corrupt " + coding)
                    .hasMessageContaining(detail);
        }
    }

    @Test
    void codings_come_from_all_lines_without_identity() {
        var headers = Headers.of("Content-Encoding", "GZIP, identity", "content-encoding", "deflate");
        assertThat(ContentDecoder.codings(headers)).containsExactly("gzip", "deflate");
        assertThat(ContentDecoder.codings(Headers.empty())).isEmpty();
        assertThat(Coded.decode(PLAIN, "identity")).isEqualTo(PLAIN);
    }

    @Test
    void an_unknown_coding_is_refused_before_any_byte() {
        assertThatThrownBy(() -> ContentDecoder.open(List.of("gzip", "zopfli"), DecodingLimits.defaults()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("'zopfli' is not known");
    }

    @Test
    void misuse_is_told_apart_from_bad_bodies() {
        byte[] body = Coded.gzip(PLAIN);
        try (var decoder = ContentDecoder.open(List.of("gzip"), DecodingLimits.defaults())) {
            assertThat(decoder.read(new byte[9], 0, 9)).isEqualTo(ContentDecoder.STARVED);
            decoder.feed(body, 0, 20);
            assertThatThrownBy(() -> decoder.feed(body, 20, 1)).hasMessageContaining("read until STARVED");
            assertThatThrownBy(() -> decoder.read(new byte[9], 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> decoder.read(new byte[9], 5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
            decoder.finish();
            assertThatThrownBy(() -> decoder.feed(body, 20, 1)).hasMessageContaining("ended");
        }
    }

    @Test
    void a_closed_decoder_is_of_no_more_use() {
        ContentDecoder closed = closed();
        assertThatThrownBy(() -> closed.read(new byte[9], 0, 9)).hasMessage("the decoder is closed");
        assertThatThrownBy(() -> closed.feed(PLAIN, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(closed::finish).isInstanceOf(IllegalStateException.class);
        assertThat(closed.toString()).contains("closed");
    }

    private static ContentDecoder closed() {
        try (var decoder = ContentDecoder.open(List.of("gzip", "deflate"), DecodingLimits.defaults())) {
            return decoder;
        }
    }

    @Test
    void a_decoder_tells_its_state() {
        byte[] body = Coded.gzip(PLAIN);
        try (var decoder = ContentDecoder.open(List.of("x-gzip"), DecodingLimits.defaults())) {
            assertThat(decoder).hasToString("ContentDecoder[[gzip], open, 0 bytes fed, 0 decoded]");
            decoder.feed(body, 0, body.length);
            decoder.finish();
            while (decoder.read(new byte[7], 0, 7) > 0) {
                assertThat(decoder.bytesDecoded()).isPositive();
            }
            assertThat(decoder.bytesFed()).isEqualTo(body.length);
            assertThat(decoder)
                    .hasToString("ContentDecoder[[gzip], finished, %d bytes fed, %d decoded]"
                            .formatted(body.length, PLAIN.length));
        }
    }
}
