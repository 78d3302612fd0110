package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import heddle.fetch.account.FetchStatistics;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent recent = new Recent();

    @Test
    void there_is_no_rate_before_two_looks() {
        recent.add(FetchStatistics.NONE);
        recent.add(Moments.statistics(1000, 500, 1000, true));
        assertThat(recent.urlsPerSecond()).isZero();
        assertThat(recent.bytesPerSecond()).isZero();
    }

    @Test
    void the_rate_is_that_of_the_last_five_seconds() {
        for (long quarter = 1; quarter <= 40; quarter++) { // 100 a second
            recent.add(Moments.statistics(250 * quarter, 25 * quarter, 10_000, true));
        }
        assertThat(recent.urlsPerSecond()).isCloseTo(100, within(0.1));
        for (long quarter = 41; quarter <= 61; quarter++) { // 20 a second
            recent.add(Moments.statistics(250 * quarter, 1000 + 5 * (quarter - 40), 10_000, true));
        }
        assertThat(recent.urlsPerSecond()).isCloseTo(20, within(0.1));
    }

    @Test
    void the_rate_of_bytes_is_that_of_the_last_five_seconds() {
        for (long quarter = 1; quarter <= 40; quarter++) { // 1 MB a second
            recent.add(Moments.read(250 * quarter, 250_000 * quarter));
        }
        assertThat(recent.bytesPerSecond()).isCloseTo(1_000_000, within(1.0));
        for (long quarter = 41; quarter <= 61; quarter++) { // a tenth of it
            recent.add(Moments.read(250 * quarter, 10_000_000 + 25_000 * (quarter - 40)));
        }
        assertThat(recent.bytesPerSecond()).isCloseTo(100_000, within(1.0));
    }

    /// 64 at once, of nine seconds each.
    @Test
    void where_answers_take_long_the_rate_is_that_of_two_rounds_of_them() {
        for (long second = 1; second <= 120; second++) {
            recent.add(Moments.slow(second, 64 * (second / 9)));
            if (second > 27) {
                assertThat(recent.urlsPerSecond()).as("after %d s", second).isBetween(3.0, 11.0);
            }
        }
    }

    @Test
    void looks_that_are_far_apart_give_the_rate_between_the_last_two() {
        recent.add(Moments.statistics(10_000, 100, 10_000, true));
        recent.add(Moments.statistics(20_000, 200, 10_000, true));
        recent.add(Moments.statistics(30_000, 700, 10_000, true));
        assertThat(recent.urlsPerSecond()).isCloseTo(50, within(0.1));
    }

    @Test
    void a_job_that_goes_on_does_not_count_what_earlier_runs_did() {
        recent.add(FetchStatistics.NONE);
        recent.add(Moments.statistics(100_000, 50_000, 90_000, true));
        recent.add(Moments.statistics(101_000, 50_030, 90_000, true));
        assertThat(recent.urlsPerSecond()).isCloseTo(30, within(0.1));
    }
}
