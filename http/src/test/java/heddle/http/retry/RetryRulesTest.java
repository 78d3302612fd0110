package heddle.http.retry;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.Headers;
import heddle.http.Method;
import java.time.Duration;
import java.time.Instant;
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
        assertThat(RetryRules.mayRepeat(Method.POST, Headers.empty())).isFalse();
        assertThat(RetryRules.mayRepeat(Method.POST, Headers.of("Idempotency-Key", "7")))
                .isTrue();
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

    @Test
    void of_two_waits_that_a_server_asks_for_the_longer_counts() {
        var both = Headers.of("Retry-After", "10", "RateLimit", "\"default\";r=0;t=30");
        assertThat(RetryRules.pause(both, NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryRules.pause(Headers.of("Retry-After", "10"), NOW)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RetryRules.pause(Headers.empty(), NOW)).isZero();
    }
}
