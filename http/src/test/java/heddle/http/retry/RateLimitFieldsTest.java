package heddle.http.retry;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitFieldsTest {
    @Test
    void a_host_that_takes_no_more_says_until_when_in_three_ways() {
        Duration half = Duration.ofSeconds(30);
        assertThat(RateLimitFields.pause(Headers.of("RateLimit", "\"default\";r=0;t=30")))
                .contains(half);
        assertThat(RateLimitFields.pause(Headers.of("RateLimit", "limit=10, remaining=0, reset=30")))
                .contains(half);
        assertThat(RateLimitFields.pause(Headers.of("RateLimit-Remaining", "0", "RateLimit-Reset", "30")))
                .contains(half);
    }

    @Test
    void one_that_takes_more_or_makes_no_sense_asks_for_nothing() {
        assertThat(RateLimitFields.pause(Headers.of("RateLimit", "\"default\";r=1;t=30")))
                .isEmpty();
        assertThat(RateLimitFields.pause(Headers.of("RateLimit", "soon"))).isEmpty();
        assertThat(RateLimitFields.pause(Headers.of("RateLimit-Remaining", "0")))
                .isEmpty();
        assertThat(RateLimitFields.pause(Headers.empty())).isEmpty();
    }
}
