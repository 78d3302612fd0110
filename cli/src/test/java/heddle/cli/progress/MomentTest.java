package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.account.Tail;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MomentTest {
    @Test
    void the_rest_takes_as_long_as_it_would_at_the_rate_of_late() {
        assertThat(Moments.usual(Optional.empty()).eta()).contains(Duration.ofSeconds(4));
    }

    @Test
    void a_host_that_takes_longer_than_the_rest_decides() {
        Moment moment = Moments.usual(Optional.of(Moments.BIG));
        assertThat(moment.eta()).contains(Duration.ofSeconds(150));
        assertThat(moment.lastAlone()).contains(Moments.BIG);
    }

    @Test
    void a_host_that_does_not_take_longer_is_not_named() {
        Moment moment = Moments.usual(Optional.of(new Tail("small.example", 3, Duration.ofSeconds(1))));
        assertThat(moment.eta()).contains(Duration.ofSeconds(4));
        assertThat(moment.lastAlone()).isEmpty();
    }

    @Test
    void while_nothing_ends_nobody_knows() {
        var now = Moments.statistics(2500, 990, 1200, true);
        assertThat(new Moment(now, 0, 0, Optional.empty()).eta()).isEmpty();
        assertThat(new Moment(now, 0, 0, Optional.of(Moments.BIG)).eta()).contains(Duration.ofSeconds(150));
    }

    @Test
    void when_all_is_done_nothing_is_left() {
        var now = Moments.statistics(2500, 990, 1000, true);
        assertThat(new Moment(now, 0, 0, Optional.empty()).eta()).contains(Duration.ZERO);
    }

    @Test
    void when_all_is_done_that_was_read_by_now_nobody_knows() {
        var now = Moments.statistics(2500, 990, 1000, false);
        assertThat(new Moment(now, 50, 0, Optional.empty()).eta()).isEmpty();
    }
}
