package heddle.fetch.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.85S, 850 ms",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT3M20S, 3 min 20 s",
        "PT59M59S, 59 min 59 s",
        "PT2H5M30S, 2 h 5 min",
        "P4DT7H8M, 4 d 7 h",
        "P1000D, '1,000 d'"
    })
    void people_read_two_units_at_most(Duration time, String text) {
        assertThat(TimeText.of(time)).isEqualTo(text);
    }
}
