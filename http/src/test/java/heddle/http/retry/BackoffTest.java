package heddle.http.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    @Test
    void the_limit_doubles_until_it_is_reached() {
        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 1_000_000).mapToObj(backoff::limit))
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
        assertThat(new Backoff(Duration.ofDays(100), Duration.ofDays(36_500)).limit(40))
                .isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void a_wait_is_any_time_below_the_limit() {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        var waits =
                IntStream.range(0, 1_000).mapToObj(_ -> backoff.draw(2, chance)).toList();
        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(1)))
                .anySatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(100)))
                .anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofMillis(900)));
        assertThat(new Backoff(Duration.ZERO, Duration.ZERO).draw(3, chance)).isZero();
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("PT2S");
    }
}
