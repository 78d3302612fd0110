package heddle.http.coding;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Whether a body has swollen too far is a fact of the body, and not of the pieces that it comes in.
class RatioTest {
    private static final int RATIO = 20;
    private static final DecodingLimits LIMITS = DecodingLimits.defaults().withRatio(RATIO, 0);
    private static final List<String> CODINGS = List.of("gzip", "deflate", "br", "zstd");

    @Property(tries = 150)
    void cuts_do_not_decide_whether_a_body_passes(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 12_000) Integer> segments,
            @ForAll @IntRange(min = 1, max = 9000) int fed,
            @ForAll @IntRange(min = 1, max = 9000) int read,
            @ForAll @IntRange(min = 0, max = 3) int which) {
        String coding = CODINGS.get(which);
        byte[] plain = swelling(segments);
        byte[] body = coded(coding, plain);
        boolean passes = passes(body, body.length + 1, 4096, coding);
        assertThat(passes(body, fed, read, coding)).as("in other pieces").isEqualTo(passes);
        byte[] twice = Coded.gzip(body);
        assertThat(passes(twice, fed, read, coding, "gzip"))
                .as("in other pieces, and stacked")
                .isEqualTo(passes(twice, twice.length + 1, 4096, coding, "gzip"));
    }

    /// Such bodies are what the ratio is about: in one piece all of it would count from the beginning, in many nothing
    /// but what swells.
    @Test
    void a_body_that_swells_first_is_refused_and_one_that_swells_later_passes() {
        byte[] noise = noise(60_000, 1);
        byte[] zeros = new byte[200_000];
        for (int fed : new int[] {1, 1000, 1 << 20}) {
            assertThat(passes(Coded.gzip(Coded.join(zeros, noise)), fed, 4096, "gzip"))
                    .isFalse();
            assertThat(passes(Coded.gzip(Coded.join(noise, zeros)), fed, 4096, "gzip"))
                    .isTrue();
        }
    }

    @Test
    void the_ratio_of_a_whole_body_holds_to_the_byte() {
        byte[] plain = new byte[1000];
        byte[] body = Coded.gzip(plain);
        int most = Math.ceilDiv(plain.length, body.length);
        assertThat(passes(body, DecodingLimits.defaults().withRatio(most, 0), 1))
                .isTrue();
        assertThat(passes(body, DecodingLimits.defaults().withRatio(most - 1, 0), 1))
                .isFalse();
        assertThat(passes(body, DecodingLimits.defaults().withRatio(most - 1, 0), body.length))
                .isFalse();
    }

    @Test
    void a_body_without_codings_never_swells() {
        byte[] body = noise(10_000, 2);
        assertThat(Coded.decode(body, DecodingLimits.defaults().withRatio(1, 0), 77, 99))
                .isEqualTo(body);
    }

    private static boolean passes(byte[] body, DecodingLimits limits, int fed) {
        try {
            Coded.decode(body, limits, fed, 64, "gzip");
            return true;
        } catch (LimitExceededException swollen) {
            return false;
        }
    }

    private static boolean passes(byte[] body, int fed, int read, String... codings) {
        try {
            Coded.decode(body, LIMITS, fed, read, codings);
            return true;
        } catch (LimitExceededException swollen) {
            assertThat(swollen.what()).isEqualTo("decoded bytes for each byte of body");
            return false;
        }
    }

    private static byte[] coded(String coding, byte[] plain) {
        return switch (coding) {
            case "gzip" -> Coded.gzip(plain);
            case "deflate" -> Coded.zlib(plain);
            case "br" -> Coded.brotli(plain);
            default -> Coded.zstd(plain);
        };
    }

    /// Noise and zeros in turn, so many bytes of each, the zeros more often.
    private static byte[] swelling(List<Integer> segments) {
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < segments.size(); i++) {
            parts.add(i % 2 == 0 ? new byte[segments.get(i) * RATIO] : noise(segments.get(i), i));
        }
        return Coded.join(parts.toArray(byte[][]::new));
    }

    private static byte[] noise(int length, int seed) {
        var noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
