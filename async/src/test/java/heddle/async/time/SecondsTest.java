package heddle.async.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.25S, 0.25 s",
        "PT1S, 1 s",
        "PT1.05S, 1.05 s",
        "PT0.000000001S, 0.000000001 s",
        "PT2H, 7200 s"
    })
    void has_no_more_places_than_it_needs(Duration time, String text) {
        assertThat(Seconds.text(time)).isEqualTo(text);
    }
}
