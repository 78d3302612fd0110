package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.frontier.Report.Verdict;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How a host's answers change how fast it is asked.
class PaceTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = 1000 * MILLI;
    private static final HostRules GENTLE =
            new HostRules(8, 50 * MILLI, true, new Patience(3, SECOND, 600 * SECOND, Frontier.NEVER));

    private final Random chance = new Random(1);
    private final Pace pace = new Pace(GENTLE);
    private long now;

    private static Report answered(long millis) {
        return new Report(Verdict.FINE, false, millis * MILLI, 0);
    }

    private static Report that(Verdict verdict, long waitSeconds) {
        return new Report(verdict, true, 0, waitSeconds * SECOND);
    }

    private long learn(Report report) {
        now += SECOND;
        return pace.learn(report, now - MILLI, now, chance);
    }

    private void answers(int count, long millis) {
        for (int i = 0; i < count; i++) {
            learn(answered(millis));
        }
    }

    @Test
    void a_host_begins_with_one_at_a_time_and_has_one_more_with_each_answer() {
        assertThat(pace.limit()).isOne();
        answers(3, 100);
        assertThat(pace.limit()).isEqualTo(4);
        answers(20, 100);
        assertThat(pace.limit()).isEqualTo(8);
    }

    @Test
    void steady_answers_leave_the_interval_as_it_is() {
        answers(100, 100);
        assertThat(pace.interval()).isEqualTo(50 * MILLI);
        answers(100, 150);
        assertThat(pace.interval()).as("less than twice as slow").isEqualTo(50 * MILLI);
    }

    @Test
    void a_host_that_slows_down_is_asked_more_slowly_by_as_much_until_it_has_recovered() {
        answers(50, 100);
        answers(50, 1000);
        assertThat(pace.interval()).isBetween(350 * MILLI, 500 * MILLI);
        answers(60, 100);
        assertThat(pace.interval()).isEqualTo(50 * MILLI);
    }

    @Test
    void a_host_that_stays_slow_is_at_its_best_after_a_while() {
        answers(50, 100);
        answers(4_000, 1000);
        assertThat(pace.interval()).isEqualTo(50 * MILLI);
    }

    @Test
    void trouble_halves_the_exchanges_and_lengthens_the_interval_by_half_up_to_ten_seconds() {
        answers(20, 100);
        learn(that(Verdict.TROUBLED, 0));
        assertThat(pace.limit()).isEqualTo(4);
        assertThat(pace.interval()).isEqualTo(75 * MILLI);
        for (int i = 0; i < 20; i++) {
            learn(that(Verdict.TROUBLED, 0));
        }
        assertThat(pace.limit()).isOne();
        assertThat(pace.interval()).isEqualTo(10 * SECOND);
    }

    @Test
    void a_host_that_asks_for_time_has_it() {
        assertThat(learn(that(Verdict.OVERLOADED, 120))).isEqualTo(120 * SECOND);
        assertThat(learn(new Report(Verdict.FINE, false, 0, 30 * SECOND))).isEqualTo(30 * SECOND);
        pace.atLeast(3 * SECOND);
        answers(100, 10);
        assertThat(pace.interval()).as("a crawl delay stays").isEqualTo(3 * SECOND);
    }

    @Test
    void a_host_that_does_not_say_how_long_is_left_alone_for_a_random_time_below_a_doubling_limit() {
        long highest = 0;
        for (int overload = 1; overload <= 6; overload++) {
            long wait = learn(that(Verdict.OVERLOADED, 0));
            assertThat(wait).isBetween(0L, SECOND << (overload - 1));
            highest = Math.max(highest, wait);
        }
        assertThat(highest).isGreaterThan(2 * SECOND);
    }

    @Test
    void what_was_under_way_when_the_host_failed_counts_as_one_failure() {
        for (int i = 0; i < 8; i++) {
            pace.learn(that(Verdict.UNREACHABLE, 0), 0, SECOND + i, chance);
        }
        assertThat(pace.isParked()).isFalse();
    }

    @Test
    void a_host_that_is_not_there_is_parked_from_the_third_time_on_and_hopeless_after_four_parkings() {
        learn(that(Verdict.UNREACHABLE, 0));
        learn(that(Verdict.UNREACHABLE, 0));
        assertThat(pace.isParked()).isFalse();
        assertThat(learn(that(Verdict.UNREACHABLE, 0))).isBetween(15 * SECOND, 30 * SECOND);
        assertThat(pace.isParked()).isTrue();
        assertThat(pace.limit()).isOne();
        assertThat(learn(that(Verdict.UNREACHABLE, 0))).isBetween(30 * SECOND, 60 * SECOND);
        learn(that(Verdict.UNREACHABLE, 0));
        learn(that(Verdict.UNREACHABLE, 0));
        assertThat(pace.isHopeless()).isFalse();
        learn(that(Verdict.UNREACHABLE, 0));
        assertThat(pace.isHopeless()).isTrue();
    }

    @Test
    void any_answer_ends_the_parking() {
        for (int i = 0; i < 5; i++) {
            learn(that(Verdict.UNREACHABLE, 0));
        }
        learn(that(Verdict.TROUBLED, 0));
        assertThat(pace.isParked()).isFalse();
    }
}
