package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.frontier.Report.Verdict;
import heddle.fetch.job.Respite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a run tells the next one of hosts that are to be left alone. Each run's time begins at 0.
class RespitesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final HostRules RULES =
            new HostRules(8, SECOND / 20, true, new Patience(3, SECOND, 600 * SECOND, Frontier.NEVER));

    private Frontier<Long> frontier = frontier();
    private long now;

    private static Frontier<Long> frontier() {
        return new Frontier<>(new FrontierLimits(100, 1 << 20, Optional.empty()), _ -> RULES, new Random(1));
    }

    @AfterEach
    void close() throws IOException {
        frontier.close();
    }

    private void begin(Respite... earlier) {
        frontier.remember(List.of(earlier).stream().collect(Collectors.toMap(Respite::host, Function.identity())), now);
    }

    /// Ends this run and begins the next, which knows what this one tells.
    private void resume() throws IOException {
        List<Respite> told = frontier.takeRespites(now);
        frontier.close();
        frontier = frontier();
        now = 0;
        begin(told.toArray(Respite[]::new));
    }

    private void add(String host, int count) {
        for (int i = 0; i < count; i++) {
            frontier.add(host, i, (long) i, now);
        }
    }

    private Turn<Long> next() {
        return Objects.requireNonNull(frontier.next(now));
    }

    private void overload(long waitSeconds) {
        frontier.ended(next(), new Report(Verdict.OVERLOADED, true, 0, waitSeconds * SECOND), now);
    }

    private void loseHost() {
        List<Optional<GivenUp>> last = new ArrayList<>();
        while (last.isEmpty() || last.getLast().isEmpty()) {
            Turn<Long> turn = frontier.next(now);
            if (turn == null) {
                now = frontier.dueAt();
                continue;
            }
            last.add(turn.givenUp());
            frontier.ended(turn, new Report(Verdict.UNREACHABLE, false, 0, 0), now);
        }
    }

    @Test
    void a_host_that_has_asked_for_time_has_what_is_left_of_it_from_the_next_run() throws IOException {
        begin();
        add("busy", 2);
        add("other", 1);
        overload(300);
        now += 100 * SECOND;
        resume();
        add("busy", 1);
        add("other", 1);
        assertThat(next().host().key()).isEqualTo("other");
        assertThat(frontier.next(200 * SECOND - 1)).isNull();
        assertThat(frontier.dueAt()).isEqualTo(200 * SECOND);
        assertThat(Objects.requireNonNull(frontier.next(200 * SECOND)).givenUp())
                .isEmpty();
    }

    @Test
    void a_host_that_was_given_up_is_so_in_the_next_run() throws IOException {
        begin();
        add("down", 20);
        loseHost();
        resume();
        add("down", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(next().givenUp()).contains(GivenUp.HOST_DOWN);
        }
    }

    @Test
    void a_host_that_was_down_is_tried_again_after_an_hour() {
        begin(new Respite("down", Respite.Kind.DOWN, 7, 0, Duration.ofHours(1)));
        add("down", 1);
        assertThat(next().givenUp()).contains(GivenUp.HOST_DOWN);
        frontier = frontier();
        begin(new Respite("down", Respite.Kind.DOWN, 7, 0, Duration.ofHours(1)));
        now = Duration.ofHours(1).toNanos();
        add("down", 1);
        assertThat(next().givenUp()).isEmpty();
    }

    @Test
    void a_host_that_wants_more_time_than_there_is_is_not_asked_before_it_is_over() throws IOException {
        begin();
        add("busy", 1);
        overload(7200);
        resume();
        add("busy", 1);
        assertThat(next().givenUp()).contains(GivenUp.HOST_BUSY);
        resume();
        now = 7200 * SECOND;
        add("busy", 1);
        assertThat(next().givenUp())
                .as("told by the run before, not by the last one")
                .isEmpty();
    }

    @Test
    void a_host_that_is_lost_again_and_again_over_several_runs_is_given_up() throws IOException {
        begin(new Respite("shaky", Respite.Kind.BACKED_OFF, 6, 0, Duration.ofSeconds(10)));
        add("shaky", 2);
        assertThat(frontier.parked()).isOne();
        now = 10 * SECOND;
        frontier.ended(next(), new Report(Verdict.UNREACHABLE, false, 0, 0), now);
        assertThat(next().givenUp()).contains(GivenUp.HOST_DOWN);
        assertThat(frontier.parked()).isZero();
    }

    @Test
    void what_is_over_is_not_told_nor_what_was_told_before() {
        begin();
        add("busy", 3);
        overload(10);
        assertThat(frontier.takeRespites(now))
                .singleElement()
                .isEqualTo(new Respite("busy", Respite.Kind.BACKED_OFF, 0, 1, Duration.ofSeconds(10)));
        assertThat(frontier.takeRespites(now)).isEmpty();
        now = 10 * SECOND;
        overload(10);
        assertThat(frontier.takeRespites(now + 10 * SECOND)).isEmpty();
    }

    @Test
    void a_job_that_is_not_saved_notes_nothing() {
        add("busy", 1);
        overload(10);
        assertThat(frontier.takeRespites(now)).isEmpty();
    }

    @Test
    void a_host_that_is_spared_nothing_is_not_left_alone() {
        Frontier<Long> careless =
                new Frontier<>(new FrontierLimits(100, 1 << 20, Optional.empty()), _ -> HostRules.NONE, new Random(1));
        careless.remember(Map.of("a", new Respite("a", Respite.Kind.DOWN, 7, 0, Duration.ofHours(1))), 0);
        careless.add("a", 0, 0L, 0);
        assertThat(Objects.requireNonNull(careless.next(0)).givenUp()).isEmpty();
    }
}
