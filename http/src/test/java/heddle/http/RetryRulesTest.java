package heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void only_what_means_the_same_twice_may_be_repeated() {
        assertThat(RetryRules.mayRepeat(Method.GET)).isTrue();
        assertThat(RetryRules.mayRepeat(Method.DELETE)).isTrue();
        assertThat(RetryRules.mayRepeat(Method.POST)).isFalse();
    }

    @Test
    void these_statuses_pass_and_no_others() {
        for (int code = 100; code < 1000; code++) {
            boolean passes = List.of(408, 425, 429, 500, 502, 503, 504).contains(code);
            assertThat(RetryRules.isRetryable(Status.of(code))).as("%d", code).isEqualTo(passes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "Sun, 22 Nov 2026 12:00:30 GMT | PT30S",
                "Sun, 22 Nov 2026 11:00:00 GMT | PT0S",
                "99999999 | P365D",
                "99999999999999999999999 | P365D",
                "Sat, 22 Nov 2036 12:00:00 GMT | P365D"
            })
    void retry_after_is_seconds_or_a_date(String value, Duration wait) {
        assertThat(RetryRules.retryAfter(Headers.of("Retry-After", value), NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "+3"})
    void other_values_mean_nothing(String value) {
        assertThat(RetryRules.retryAfter(Headers.of("Retry-After", value), NOW)).isEmpty();
        assertThat(RetryRules.retryAfter(Headers.empty(), NOW)).isEmpty();
    }
}
