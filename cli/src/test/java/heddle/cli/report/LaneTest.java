package heddle.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Lane QUICK = Comparisons.lane("async", 1, 100);
    private static final Lane USUAL = Comparisons.lane("async", 1, 200);
    private static final Lane SLOW = Comparisons.lane("async", 1, 900);

    @Test
    void of_several_runs_the_one_in_the_middle_by_wall_time_speaks_for_all() {
        assertThat(Lane.median(List.of(SLOW, QUICK, USUAL))).isSameAs(USUAL);
        assertThat(Lane.median(List.of(SLOW, QUICK))).isSameAs(QUICK);
        assertThat(Lane.median(List.of(SLOW))).isSameAs(SLOW);
    }

    @Test
    void a_run_that_did_not_finish_is_not_hidden_behind_those_that_did() {
        Lane late = new Lane.Unfinished("async", "not done within 1 s", true);
        assertThat(Lane.median(List.of(QUICK, late, USUAL))).isSameAs(late);
    }

    @Test
    void only_what_was_late_counts_as_late() {
        Lane late = new Lane.Unfinished("async", "not done within 1 s", true);
        Lane broken = new Lane.Unfinished("threads", "its JVM ended with exit code 1", false);
        assertThat(comparison(QUICK, late).isOnlyLate()).isTrue();
        assertThat(comparison(QUICK, late, broken).isOnlyLate()).isFalse();
    }

    private static Comparison comparison(Lane... lanes) {
        return new Comparison(List.of("http://a/"), 0, 0, 1, List.of(lanes));
    }
}
