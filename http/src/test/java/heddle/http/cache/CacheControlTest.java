package heddle.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {
    private static CacheControl of(String... lines) {
        var headers = Headers.builder();
        for (String line : lines) {
            headers.add("Cache-Control", line);
        }
        return CacheControl.of(headers.build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=3600 | 3600",
                "MaX-aGe=3600 | 3600",
                "foobar, max-age=3600 | 3600",
                "max-age=\"3600\" | 3600",
                "max-age=003600 | 3600",
                "max-age=2147483649 | 2147483648",
                "max-age=99999999999999999999 | 2147483648",
                "max-age=-3600 | 0",
                "max-age='3600' | 0",
                "max-age=3600.0 | 0",
                "max-age=3600a | 0",
                "max-age= 3600 | 0",
                "max-age | 0",
                "max-age=1800, max-age=1 | 1",
                "max-age=1, max-age=1800 | 1",
                "extension=\"max-age=3600\", max-age=1 | 1",
                "max-age=1, extension=\"max-age=3600\" | 1",
            })
    void a_time_is_a_number_of_seconds_and_anything_else_is_none(String line, long seconds) {
        assertThat(of(line).time("max-age")).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void what_is_not_there_has_no_time() {
        assertThat(of("no-cache").time("max-age")).isEmpty();
        assertThat(of("max-age =3600").time("max-age")).isEmpty();
        assertThat(of().has("max-age")).isFalse();
        assertThat(of("max-stale").has("max-stale")).isTrue();
        assertThat(of("max-stale").validTime("max-stale")).isEmpty();
        assertThat(of("max-stale=7").validTime("max-stale")).contains(Duration.ofSeconds(7));
    }

    @Test
    void all_lines_count() {
        assertThat(of("s-maxage=3600", "max-age=1, No-StOrE").has("no-store")).isTrue();
        assertThat(of("s-maxage=3600", "max-age=1").time("max-age")).contains(Duration.ofSeconds(1));
    }
}
