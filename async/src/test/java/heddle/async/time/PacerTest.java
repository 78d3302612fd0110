package heddle.async.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = VirtualTime.start();

    private void pass(Duration wait) {
        time.advanceTo(time.nanoTime() + wait.toNanos());
    }

    @Test
    void turns_are_even_and_the_first_is_at_once() {
        var pacer = Pacer.of(4, Duration.ZERO, time);
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ZERO);
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ofMillis(250));
        assertThat(pacer.tryBegin(2, MINUTE)).contains(Duration.ofMillis(500));
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ofSeconds(1));
        assertThat(pacer).hasToString("Pacer[4.000/s, booked for PT1.25S]");
        pass(Duration.ofSeconds(10));
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ZERO);
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ofMillis(250));
    }

    @Test
    void a_pause_may_be_made_up_for_as_far_back_as_the_burst() {
        var pacer = Pacer.of(1, Duration.ofSeconds(2), time);
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ZERO);
        }
        assertThat(pacer.tryBegin(1, MINUTE)).contains(Duration.ofSeconds(1));
    }

    @Test
    void who_would_wait_too_long_books_nothing() {
        var pacer = Pacer.of(1, Duration.ZERO, time);
        assertThat(pacer.tryBegin(5, MINUTE)).contains(Duration.ZERO);
        assertThat(pacer.tryBegin(1, Duration.ofSeconds(4))).isEmpty();
        assertThat(pacer.tryBegin(1, Duration.ofSeconds(5))).contains(Duration.ofSeconds(5));
    }

    @Test
    void what_is_done_already_is_paid_for_afterwards() {
        var pacer = Pacer.of(100, Duration.ZERO, time);
        assertThat(pacer.untilPaid(50)).isEqualTo(Duration.ofMillis(500));
        assertThat(pacer.untilPaid(50)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_rate_of_nothing_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pacer.of(0, Duration.ZERO, time));
        assertThatIllegalArgumentException().isThrownBy(() -> Pacer.of(Double.NaN, Duration.ZERO, time));
    }
}
