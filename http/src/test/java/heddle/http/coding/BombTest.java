package heddle.http.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.DecodingException;
import heddle.http.LimitExceededException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies made to swell, to stall or to pile up (each of them within a bound of time).
@Timeout(20)
class BombTest {
    private static final DecodingLimits LIMITS = DecodingLimits.defaults();

    @Test
    void the_limit_of_decoded_bytes_holds_to_the_byte() {
        byte[] body = Coded.gzip(new byte[1000]);
        assertThat(Coded.decode(body, LIMITS.withDecodedBytesMax(1000), 100, 64, "gzip"))
                .hasSize(1000);
        assertThatThrownBy(() -> Coded.decode(body, LIMITS.withDecodedBytesMax(999), 100, 64, "gzip"))
                .isInstanceOfSatisfying(LimitExceededException.class, e -> {
                    assertThat(e.what()).isEqualTo("decoded body bytes");
                    assertThat(e.limit()).isEqualTo(999);
                });
        assertThatThrownBy(() -> Coded.decode(new byte[1000], LIMITS.withDecodedBytesMax(999), 100, 64))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void the_ratio_is_looked_at_after_the_free_bytes() {
        byte[] body = Coded.gzip(new byte[100_000]);
        assertThat(Coded.decode(body, LIMITS.withRatio(10, 100_000), body.length, 999, "gzip"))
                .hasSize(100_000);
        assertThatThrownBy(() -> Coded.decode(body, LIMITS.withRatio(10, 99_000), body.length, 999, "gzip"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("more than 10 decoded bytes for each byte of body");
        assertThat(Coded.decode(body, LIMITS.withRatio(1000, 0), body.length, 999, "gzip"))
                .hasSize(100_000);
    }

    @Test
    void a_bomb_in_any_coding_stops_at_the_ratio() {
        byte[] plain = new byte[32 << 20];
        for (byte[] body : List.of(Coded.zlib(plain), Coded.rawDeflate(plain))) {
            assertThatThrownBy(() -> Coded.decode(body, "deflate"))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("200 decoded bytes");
        }
        assertThatThrownBy(() -> Coded.decode(Coded.gzip(plain), "x-gzip")).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void a_bomb_in_a_bomb_is_stopped_early() {
        byte[] inner = Coded.gzip(new byte[50 << 20]);
        byte[] body = Coded.gzip(Coded.join(inner, inner, inner, inner));
        assertThatThrownBy(() -> Coded.decode(body, "gzip", "gzip"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("200 decoded bytes");
    }

    @Test
    void a_stage_that_swells_unseen_is_stopped_too() {
        byte[] endlessName = new byte[20 << 20];
        Arrays.fill(endlessName, (byte) 'a');
        byte[] head = {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] body = Coded.gzip(Coded.join(head, endlessName));
        assertThatThrownBy(() -> Coded.decode(body, "gzip", "gzip"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("200 decoded bytes");
    }

    @Test
    void a_hundred_thousand_members_take_linear_time() {
        byte[] member = Coded.gzip(new byte[] {7});
        byte[] body = new byte[100_000 * member.length];
        for (int i = 0; i < 100_000; i++) {
            System.arraycopy(member, 0, body, i * member.length, member.length);
        }
        byte[] plain = Coded.decode(body, LIMITS, 8192, 8192, "gzip");
        assertThat(plain).hasSize(100_000).containsOnly(7);
    }

    @Test
    void many_codings_are_not_stacked() {
        assertThatThrownBy(() -> ContentDecoder.open(List.of("gzip", "gzip", "gzip", "gzip", "gzip", "gzip"), LIMITS))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("more than 5 stacked content codings");
    }

    @Test
    void a_header_alone_is_a_cut_body() {
        byte[] head = Arrays.copyOf(Coded.gzip(new byte[0]), 10);
        assertThatThrownBy(() -> Coded.decode(head, "gzip"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("cut gzip body");
    }

    @Test
    void limits_that_let_nothing_through_are_refused() {
        assertThatThrownBy(() -> LIMITS.withDecodedBytesMax(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LIMITS.withRatio(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LIMITS.withRatio(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecodingLimits(1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
