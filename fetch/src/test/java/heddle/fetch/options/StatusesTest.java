package heddle.fetch.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The ranges of lychee's `--accept`.
class StatusesTest {
    private static List<Integer> among(String text, int... codes) {
        Statuses statuses = Statuses.parse(text);
        return IntStream.of(codes)
                .filter(code -> statuses.has(Status.of(code, "")))
                .boxed()
                .toList();
    }

    @Test
    void a_code_is_itself() {
        assertThat(among("404", 403, 404, 405)).containsExactly(404);
    }

    @Test
    void a_range_with_an_equals_sign_has_its_end_and_one_without_has_not() {
        assertThat(among("200..=204", 199, 200, 204, 205)).containsExactly(200, 204);
        assertThat(among("200..205", 199, 200, 204, 205)).containsExactly(200, 204);
    }

    @Test
    void a_range_may_be_open_at_either_end() {
        assertThat(among("..=204", 100, 204, 205)).containsExactly(100, 204);
        assertThat(among("..204", 100, 203, 204)).containsExactly(100, 203);
        assertThat(among("500..", 499, 500, 599)).containsExactly(500, 599);
    }

    @Test
    void several_are_any_of_them() {
        assertThat(among("200..=204, 429, 500", 200, 204, 205, 429, 500)).containsExactly(200, 204, 429, 500);
        assertThat(Statuses.parse("200..205, 429,500..")).hasToString("200..=204,429,500..=599");
    }

    @Test
    void what_is_no_range_is_told() {
        for (String wrong :
                List.of("", "2xx", "20", "99", "600", "2000", "204..200", "200..200", "200-299", "200,", "..100")) {
            assertThatThrownBy(() -> Statuses.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write 404, 200..=299, 500.. or ..400");
        }
    }
}
