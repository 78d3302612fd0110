package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.frontier.Report.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What fails is tried again, and comes to an end. Time is a number here, and a URL's text its ordinal.
class PatienceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Report LOST = new Report(Verdict.TROUBLED, true, 0, 0);
    private static final Report GONE = new Report(Verdict.UNREACHABLE, true, 0, 0);

    private Frontier<Long> frontier = frontier(new Patience(3, SECOND, 600 * SECOND, Frontier.NEVER), Optional.empty());
    private long now;

    private static Frontier<Long> frontier(Patience patience, Optional<Rate> rate) {
        HostRules rules = new HostRules(8, SECOND / 20, true, patience);
        return new Frontier<>(new FrontierLimits(100, 1 << 20, rate), _ -> rules, new Random(1));
    }

    @AfterEach
    void close() throws IOException {
        frontier.close();
    }

    private void add(String key, long ordinal) {
        frontier.add(key, ordinal, ordinal, now);
    }

    /// The next turn, whenever it comes.
    private Turn<Long> next() {
        while (true) {
            for (Turn<Long> turn : frontier.wanted(now)) {
                frontier.supply(turn, turn.ordinal(), now);
            }
            Turn<Long> turn = frontier.next(now);
            if (turn != null) {
                return turn;
            }
            if (!frontier.isThirsty()) {
                assertThat(frontier.dueAt()).as("somebody will be due").isNotEqualTo(Frontier.NEVER);
                now = Math.max(now, frontier.dueAt());
            }
        }
    }

    private void fail(Turn<Long> turn, Report report) {
        if (frontier.mayRetry(turn, report, now)) {
            frontier.retry(turn, report, now);
        } else {
            frontier.ended(turn, report, now);
        }
    }

    @Test
    void a_url_is_tried_again_later_and_holds_nothing_meanwhile() {
        add("a", 0);
        Turn<Long> turn = next();
        assertThat(frontier.mayRetry(turn, LOST, now)).isTrue();
        frontier.retry(turn, LOST, now);
        assertThat(turn.hasItem()).isFalse();
        assertThat(frontier.waiting()).isOne();
        Turn<Long> again = next();
        assertThat(again.ordinal()).isZero();
        assertThat(again.retries()).isOne();
        assertThat(now).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void a_url_is_tried_again_as_often_as_it_may_be() {
        add("a", 0);
        for (int retry = 0; retry < 3; retry++) {
            fail(next(), LOST);
        }
        Turn<Long> last = next();
        assertThat(last.retries()).isEqualTo(3);
        assertThat(frontier.mayRetry(last, LOST, now)).isFalse();
        fail(last, LOST);
        assertThat(frontier.waiting()).isZero();
        assertThat(frontier.retries()).isEqualTo(3);
    }

    @Test
    void a_url_is_not_tried_again_for_longer_than_it_may_be() {
        add("a", 0);
        Turn<Long> turn = next();
        assertThat(frontier.mayRetry(turn, LOST, now + 599 * SECOND)).isTrue();
        assertThat(frontier.mayRetry(turn, LOST, now + 601 * SECOND)).isFalse();
        Report nextHour = new Report(Verdict.OVERLOADED, true, 0, 3600 * SECOND);
        assertThat(frontier.mayRetry(turn, nextHour, now))
                .as("the host wants more time than there is")
                .isFalse();
    }

    @Test
    void a_url_waits_for_its_last_try_no_longer_than_it_may() {
        add("a", 0);
        Turn<Long> turn = next();
        long firstStart = now;
        for (int tries = 0; tries < 20; tries++) {
            frontier.retry(turn, new Report(Verdict.FINE, true, 0, 0), now);
            turn = next();
        }
        assertThat(now - firstStart).isBetween(300 * SECOND, 601 * SECOND);
    }

    @Test
    void what_a_host_says_it_needs_it_gets_before_anything_else_is_asked() {
        add("a", 0);
        add("a", 1);
        frontier.retry(next(), new Report(Verdict.OVERLOADED, true, 0, 90 * SECOND), now);
        assertThat(next().host().key()).isEqualTo("a");
        assertThat(now).isEqualTo(90 * SECOND);
    }

    @Test
    void others_are_asked_while_one_is_left_alone() {
        add("a", 0);
        add("b", 1);
        frontier.retry(next(), new Report(Verdict.OVERLOADED, true, 0, 90 * SECOND), now);
        assertThat(next().ordinal()).isOne();
        assertThat(now).isZero();
    }

    @Test
    void a_host_has_a_budget_of_second_tries() {
        int retried = 0;
        for (long ordinal = 0; ordinal < 50; ordinal++) {
            add("a", ordinal);
            Turn<Long> turn = next();
            if (frontier.mayRetry(turn, LOST, now)) {
                retried++;
                frontier.retry(turn, LOST, now);
                frontier.ended(next(), Report.FINE, now);
            } else {
                frontier.ended(turn, LOST, now);
            }
        }
        assertThat(retried).isBetween(20, 32);
    }

    @Test
    void a_host_that_is_down_is_given_up_and_each_of_its_urls_ends() {
        for (long ordinal = 0; ordinal < 200; ordinal++) {
            add("dead", ordinal);
        }
        List<Long> ended = new ArrayList<>();
        int asked = 0;
        int parked = 0;
        while (ended.size() < 200) {
            Turn<Long> turn = next();
            if (turn.givenUp().isPresent()) {
                assertThat(turn.givenUp()).contains(GivenUp.HOST_DOWN);
                frontier.endedUnasked(turn, now);
                ended.add(turn.ordinal());
                continue;
            }
            asked++;
            boolean isFinal = !frontier.mayRetry(turn, GONE, now);
            fail(turn, GONE);
            parked = Math.max(parked, frontier.parked());
            if (isFinal) {
                ended.add(turn.ordinal());
            }
        }
        assertThat(ended).doesNotHaveDuplicates().hasSize(200);
        assertThat(asked).as("few were asked for nothing").isEqualTo(7);
        assertThat(parked).isOne();
        assertThat(frontier.parked()).isZero();
        assertThat(now).as("it had minutes to come back").isBetween(100 * SECOND, 600 * SECOND);
        add("dead", 200);
        assertThat(next().givenUp()).contains(GivenUp.HOST_DOWN);
    }

    @Test
    void a_host_that_comes_back_is_asked_for_the_rest() {
        for (long ordinal = 0; ordinal < 20; ordinal++) {
            add("a", ordinal);
        }
        for (int i = 0; i < 4; i++) {
            fail(next(), GONE);
        }
        assertThat(frontier.parked()).isOne();
        int fine = 0;
        while (frontier.waiting() > 0) {
            Turn<Long> turn = next();
            assertThat(turn.givenUp()).isEmpty();
            frontier.ended(turn, Report.FINE, now);
            fine++;
        }
        assertThat(fine).isEqualTo(20);
        assertThat(frontier.parked()).isZero();
    }

    @Test
    void a_host_that_asks_for_more_time_than_anything_is_tried_is_given_up() {
        add("a", 0);
        add("a", 1);
        Report tomorrow = new Report(Verdict.OVERLOADED, true, 0, 86_400 * SECOND);
        Turn<Long> turn = next();
        assertThat(frontier.mayRetry(turn, tomorrow, now)).isFalse();
        frontier.ended(turn, tomorrow, now);
        assertThat(next().givenUp()).contains(GivenUp.HOST_BUSY);
        assertThat(now).as("nobody waits for a day").isZero();
    }

    @Test
    void the_hosts_for_which_most_waits_are_told() {
        for (long ordinal = 0; ordinal < 6; ordinal++) {
            add(ordinal < 3 ? "most" : ordinal < 5 ? "more" : "least", ordinal);
        }
        assertThat(frontier.largest(2))
                .containsExactly(new Frontier.Backlog("most", 3), new Frontier.Backlog("more", 2));
    }

    @Test
    void a_host_that_takes_too_long_in_all_is_given_up() {
        frontier = frontier(new Patience(3, SECOND, 600 * SECOND, 10 * SECOND), Optional.empty());
        for (long ordinal = 0; ordinal < 5; ordinal++) {
            add("a", ordinal);
        }
        Turn<Long> first = next();
        frontier.ended(first, new Report(Verdict.OVERLOADED, true, 0, 300 * SECOND), now);
        for (long ordinal = 1; ordinal < 5; ordinal++) {
            Turn<Long> turn = next();
            assertThat(turn.givenUp()).contains(GivenUp.HOST_BUDGET);
            frontier.endedUnasked(turn, now);
        }
        assertThat(now).as("as soon as its time is over").isBetween(10 * SECOND, 11 * SECOND);
    }

    @Test
    void new_hosts_are_begun_a_few_at_a_time_and_more_as_they_answer() {
        for (long ordinal = 0; ordinal < 100; ordinal++) {
            add("host" + ordinal, ordinal);
        }
        List<Turn<Long>> begun = allNow();
        assertThat(begun).hasSize(8);
        begun.forEach(turn -> frontier.ended(turn, Report.FINE, now));
        assertThat(allNow()).hasSize(16);
    }

    private List<Turn<Long>> allNow() {
        List<Turn<Long>> turns = new ArrayList<>();
        for (Turn<Long> turn = frontier.next(now); turn != null; turn = frontier.next(now)) {
            turns.add(turn);
        }
        return turns;
    }

    @Test
    void a_url_that_was_not_asked_for_after_all_costs_its_host_no_time() {
        add("a", 0);
        add("a", 1);
        frontier.endedUnasked(next(), now);
        assertThat(next().ordinal()).isOne();
        assertThat(now).isZero();
    }

    @Test
    void a_url_before_which_something_else_was_asked_is_the_next_after_an_interval() {
        add("a", 0);
        add("a", 1);
        Turn<Long> turn = next();
        frontier.postpone(turn, Report.FINE, now);
        assertThat(next()).isSameAs(turn);
        assertThat(now).isEqualTo(SECOND / 20);
        assertThat(turn.retries()).isZero();
    }

    @Test
    void all_hosts_together_keep_to_the_rate() {
        frontier = frontier(Patience.NONE, Optional.of(new Rate(4)));
        for (long ordinal = 0; ordinal < 9; ordinal++) {
            add("host" + ordinal, ordinal);
        }
        for (int i = 0; i < 9; i++) {
            frontier.ended(next(), Report.FINE, now);
        }
        assertThat(now).isEqualTo(2 * SECOND);
    }

    @Test
    void what_waits_for_another_try_is_left_when_all_is_over() {
        add("a", 0);
        frontier.retry(next(), LOST, now);
        assertThat(frontier.left(10)).extracting(Turn::ordinal).containsExactly(0L);
        assertThat(frontier.waiting()).isZero();
    }

    @Test
    void turns_say_whose_they_are() {
        add("a", 7);
        assertThat(Objects.toString(next().host())).isEqualTo("Host[a, 1 under way, 0 with text, 0 without]");
    }
}
