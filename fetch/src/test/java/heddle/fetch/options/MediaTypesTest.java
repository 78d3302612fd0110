package heddle.fetch.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The patterns of wget2's `--filter-mime-type`.
class MediaTypesTest {
    private static boolean has(String text, String type) {
        return MediaTypes.parse(text).has(Optional.of(type));
    }

    @Test
    void a_type_is_itself_whatever_its_case_and_parameters() {
        assertThat(has("text/html", "Text/HTML; charset=utf-8")).isTrue();
        assertThat(has("TEXT/html", "text/html")).isTrue();
        assertThat(has("text/html", "text/html5")).isFalse();
        assertThat(has("text/html", "application/text/html")).isFalse();
    }

    @Test
    void a_star_is_anything() {
        assertThat(has("image/*", "image/svg+xml")).isTrue();
        assertThat(has("*xml", "image/svg+xml")).isTrue();
        assertThat(has("image/*", "text/image/png")).isFalse();
        assertThat(has("a.b/c+d", "axb/cccd")).isFalse();
    }

    @Test
    void the_last_that_fits_decides() {
        assertThat(has("*,!video/*", "video/mp4")).isFalse();
        assertThat(has("*,!video/*,video/mp4", "video/mp4")).isTrue();
        assertThat(has("image/*, !image/gif", "image/png")).isTrue();
        assertThat(has("image/*, !image/gif", "image/gif")).isFalse();
        assertThat(has("image/*, !image/gif", "text/html")).isFalse();
    }

    @Test
    void a_list_that_begins_with_an_exception_has_all_else() {
        assertThat(has("!video/*", "text/html")).isTrue();
        assertThat(has("!video/*", "video/mp4")).isFalse();
    }

    @Test
    void a_body_without_a_type_is_any_bytes() {
        assertThat(MediaTypes.parse("text/html").has(Optional.empty())).isFalse();
        assertThat(MediaTypes.parse("application/*").has(Optional.empty())).isTrue();
    }

    @Test
    void what_is_no_pattern_is_told() {
        for (String wrong : List.of("", "!", "a/b,", "a/b;c=d", "!!a/b", "a b")) {
            assertThatThrownBy(() -> MediaTypes.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
