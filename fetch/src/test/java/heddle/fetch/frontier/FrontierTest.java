package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose turn it is when. Time is a number here, and a URL's text its ordinal.
class FrontierTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final HostRules SLOW = new HostRules(2, 50 * MILLI, false, Patience.NONE);

    private HostRules rules = HostRules.NONE;
    private Optional<Rate> rate = Optional.empty();
    private Frontier<Long> frontier = frontier(1000);
    private long added;

    private Frontier<Long> frontier(int itemsMax) {
        return new Frontier<>(new FrontierLimits(itemsMax, 1 << 20, rate), _ -> rules, new Random(1));
    }

    @AfterEach
    void close() throws IOException {
        frontier.close();
    }

    private void add(String key, int count, long now) {
        for (int i = 0; i < count; i++) {
            frontier.add(key, added, added, now);
            added++;
        }
    }

    /// Whose turns these are, as many as there are now.
    private List<String> turns(long now) {
        List<String> keys = new ArrayList<>();
        for (Turn<Long> turn = frontier.next(now); turn != null; turn = frontier.next(now)) {
            keys.add(turn.host().key() + turn.ordinal());
        }
        return keys;
    }

    private void supplyAll(long now) {
        while (frontier.isThirsty()) {
            frontier.wanted(now).forEach(turn -> frontier.supply(turn, turn.ordinal(), now));
        }
    }

    @Test
    void hosts_take_turns_and_each_is_asked_in_the_order_of_the_list() {
        add("a", 3, 0);
        add("b", 2, 0);
        add("c", 1, 0);
        assertThat(turns(0)).containsExactly("a0", "b3", "c5", "a1", "b4", "a2");
        assertThat(frontier.dueAt()).isEqualTo(Frontier.NEVER);
    }

    @Test
    void ready_are_those_that_may_be_asked_and_wait_for_nothing_but_a_worker() {
        rules = new HostRules(1, 50 * MILLI, false, Patience.NONE);
        add("a", 3, 0);
        add("b", 2, 0);
        assertThat(frontier.ready()).isEqualTo(2);
        Turn<Long> turn = Objects.requireNonNull(frontier.next(0));
        assertThat(frontier.ready()).as("b").isEqualTo(1);
        frontier.ended(turn, Report.FINE, 60 * MILLI);
        assertThat(frontier.ready()).as("a, too").isEqualTo(2);
        Turn<Long> again = Objects.requireNonNull(frontier.next(turn.host(), 60 * MILLI));
        assertThat(frontier.ready()).as("b: a has as many under way as it may").isEqualTo(1);
        frontier.ended(again, Report.FINE, 70 * MILLI);
        assertThat(frontier.ready()).as("b: it is not yet time for a").isEqualTo(1);
        assertThat(turns(70 * MILLI)).containsExactly("b3");
        assertThat(frontier.ready()).isZero();
        assertThat(turns(110 * MILLI)).containsExactly("a2");
        assertThat(frontier.ready()).isZero();
    }

    @Test
    void the_longest_host_is_the_one_whose_urls_take_most_time_at_its_interval() {
        rules = SLOW;
        add("a", 4, 0);
        add("b", 3, 0);
        rules = HostRules.NONE;
        add("many", 100, 0);
        assertThat(frontier.longest(0)).contains(new Frontier.Longest("a", 4, 150 * MILLI));
        turns(0);
        assertThat(frontier.longest(0)).contains(new Frontier.Longest("a", 3, 150 * MILLI));
        assertThat(frontier.longest(30 * MILLI)).contains(new Frontier.Longest("a", 3, 120 * MILLI));
        turns(50 * MILLI);
        assertThat(frontier.longest(50 * MILLI)).contains(new Frontier.Longest("a", 2, 100 * MILLI));
    }

    @Test
    void without_a_host_that_has_to_wait_none_is_the_longest() {
        add("a", 4, 0);
        assertThat(frontier.longest(0)).isEmpty();
    }

    @Test
    void a_host_is_asked_again_when_its_interval_is_over_and_not_before() {
        rules = SLOW;
        add("a", 3, 0);
        add("b", 1, 0);
        assertThat(turns(0)).containsExactly("a0", "b3");
        assertThat(frontier.dueAt()).isEqualTo(50 * MILLI);
        assertThat(turns(50 * MILLI - 1)).isEmpty();
        assertThat(turns(50 * MILLI)).containsExactly("a1");
    }

    @Test
    void a_host_is_asked_for_no_more_at_once_than_it_may() {
        rules = SLOW;
        add("a", 3, 0);
        Turn<Long> first = Objects.requireNonNull(frontier.next(0));
        assertThat(turns(50 * MILLI)).containsExactly("a1");
        assertThat(turns(100 * MILLI)).as("two are under way").isEmpty();
        frontier.ended(first, Report.FINE, 200 * MILLI);
        assertThat(turns(200 * MILLI)).containsExactly("a2");
    }

    @Test
    void the_interval_counts_from_the_last_start_so_that_no_burst_makes_up_for_a_pause() {
        rules = new HostRules(8, 50 * MILLI, false, Patience.NONE);
        add("a", 3, 0);
        assertThat(turns(0)).containsExactly("a0");
        assertThat(turns(1000 * MILLI)).containsExactly("a1");
        assertThat(turns(1049 * MILLI)).isEmpty();
        assertThat(turns(1050 * MILLI)).containsExactly("a2");
    }

    @Test
    void a_worker_may_stay_with_a_host_as_long_as_that_may_be_asked() {
        add("a", 2, 0);
        add("b", 1, 0);
        Turn<Long> first = Objects.requireNonNull(frontier.next(0));
        Turn<Long> second = Objects.requireNonNull(frontier.next(first.host(), 0));
        assertThat(second.ordinal()).isOne();
        assertThat(frontier.next(first.host(), 0)).isNull();
        assertThat(turns(0)).containsExactly("b2");
    }

    @Test
    void a_host_that_has_just_been_asked_is_remembered_for_its_interval() {
        rules = SLOW;
        add("a", 1, 0);
        Turn<Long> turn = Objects.requireNonNull(frontier.next(0));
        frontier.ended(turn, Report.FINE, MILLI);
        assertThat(frontier.hosts()).isOne();
        add("a", 1, 2 * MILLI);
        assertThat(turns(2 * MILLI)).isEmpty();
        assertThat(turns(50 * MILLI)).containsExactly("a1");
    }

    @Test
    void hosts_that_are_done_are_forgotten() {
        rules = SLOW;
        add("a", 1, 0);
        Turn<Long> turn = Objects.requireNonNull(frontier.next(0));
        frontier.ended(turn, Report.FINE, MILLI);
        assertThat(turns(50 * MILLI)).isEmpty();
        assertThat(frontier.hosts()).isZero();
        assertThat(frontier.dueAt()).isEqualTo(Frontier.NEVER);
    }

    @Test
    void beyond_the_items_urls_wait_by_their_place_alone_and_are_read_again() {
        frontier = frontier(2);
        add("a", 5, 0);
        assertThat(turns(0)).containsExactly("a0", "a1");
        assertThat(frontier.isThirsty()).isTrue();
        List<Turn<Long>> wanted = frontier.wanted(0);
        assertThat(wanted).extracting(Turn::ordinal).containsExactly(2L, 3L, 4L);
        assertThat(wanted).noneMatch(Turn::hasItem);
        assertThat(frontier.isThirsty()).isFalse();
        assertThat(turns(0)).isEmpty();
        assertThat(frontier.waiting()).isEqualTo(3);
        wanted.forEach(turn -> frontier.supply(turn, turn.ordinal(), 0));
        assertThat(turns(0)).containsExactly("a2", "a3", "a4");
        assertThat(frontier.waiting()).isZero();
    }

    @Test
    void what_comes_while_a_host_is_being_read_again_keeps_its_place() {
        frontier = frontier(1);
        add("a", 2, 0);
        assertThat(turns(0)).containsExactly("a0");
        List<Turn<Long>> wanted = frontier.wanted(0);
        add("a", 1, 0);
        wanted.forEach(turn -> frontier.supply(turn, turn.ordinal(), 0));
        assertThat(turns(0)).containsExactly("a1");
        supplyAll(0);
        assertThat(turns(0)).containsExactly("a2");
    }

    @Test
    void a_slow_host_has_its_texts_read_when_its_time_has_come() {
        rules = SLOW;
        frontier = frontier(1);
        add("a", 3, 0);
        assertThat(turns(0)).containsExactly("a0");
        supplyAll(0);
        assertThat(turns(50 * MILLI)).isEmpty();
        assertThat(frontier.isThirsty()).isTrue();
        supplyAll(50 * MILLI);
        assertThat(turns(50 * MILLI)).containsExactly("a1");
    }

    @Test
    void a_million_urls_of_one_host_first_hide_nobody_and_cost_a_byte_each() {
        rules = SLOW;
        add("giant", 1_000_000, 0);
        add("small", 1, 0);
        assertThat(frontier.room()).as("there may be more hosts behind these").isEqualTo(Integer.MAX_VALUE);
        supplyAll(0);
        assertThat(turns(0)).containsExactly("giant0", "small1000000");
        assertThat(frontier.heapBytes()).isLessThanOrEqualTo(2 << 20);
        assertThat(frontier.waiting()).isEqualTo(999_999);
    }

    @Test
    void more_is_of_no_use_when_no_host_ever_waits_and_there_is_enough_for_all() {
        frontier = frontier(10);
        add("a", 12, 0);
        assertThat(frontier.room()).isZero();
        for (int i = 0; i < 5; i++) {
            frontier.next(0);
        }
        assertThat(frontier.room()).isEqualTo(5);
        rules = SLOW;
        add("slow", 10, 0);
        assertThat(frontier.room()).as("somebody may have to wait").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void what_is_left_when_all_is_over_comes_out_once() {
        frontier = frontier(3);
        add("a", 10, 0);
        add("b", 10, 0);
        assertThat(turns(0)).hasSize(3);
        List<Turn<Long>> wanted = frontier.wanted(0);
        wanted.forEach(frontier::giveBack);
        List<Long> left = new ArrayList<>();
        for (List<Turn<Long>> some = frontier.left(4); !some.isEmpty(); some = frontier.left(4)) {
            assertThat(some).hasSizeLessThanOrEqualTo(4);
            some.forEach(turn -> left.add(turn.ordinal()));
        }
        assertThat(left)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(3, 20).boxed().toList());
        assertThat(frontier.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_url_has_its_turn_once_and_no_host_is_hurried(long seed) {
        new Course(seed).run();
    }

    /// A list of a few hosts, fetched by a few workers that take their time.
    private final class Course {
        private final Random random;
        private final Map<String, Long> lastStart = new HashMap<>();
        private final Map<String, Long> lastOrdinal = new HashMap<>();
        private final Map<String, Integer> active = new HashMap<>();
        private final Deque<Turn<Long>> underWay = new ArrayDeque<>();
        private final boolean[] seen = new boolean[3_000];
        private int begun;

        Course(long seed) {
            random = new Random(seed);
            rules = SLOW;
            frontier = frontier(1 + random.nextInt(100));
        }

        void run() {
            long now = 0;
            while (begun < seen.length) {
                if (added < seen.length) {
                    add("host" + (int) Math.abs(random.nextGaussian() * 5), 1, now);
                }
                now += random.nextInt(3) * MILLI;
                if (random.nextInt(4) == 0) {
                    supplyAll(now);
                }
                if (underWay.size() < 20) {
                    begin(frontier.next(now), now);
                }
                if (!underWay.isEmpty() && random.nextBoolean()) {
                    end(now);
                }
                if (added == seen.length && underWay.isEmpty() && frontier.dueAt() != Frontier.NEVER) {
                    now = Math.max(now, frontier.dueAt());
                }
            }
            while (!underWay.isEmpty()) {
                end(now);
            }
            assertThat(frontier.waiting()).isZero();
        }

        private void begin(@Nullable Turn<Long> turn, long now) {
            if (turn == null) {
                return;
            }
            String key = turn.host().key();
            assertThat(now - lastStart.getOrDefault(key, -1L << 40)).isGreaterThanOrEqualTo(50 * MILLI);
            assertThat(active.merge(key, 1, Integer::sum)).isLessThanOrEqualTo(2);
            assertThat(turn.ordinal()).isGreaterThan(lastOrdinal.getOrDefault(key, -1L));
            assertThat(seen[(int) turn.ordinal()]).isFalse();
            assertThat(turn.item()).isEqualTo(turn.ordinal());
            seen[(int) turn.ordinal()] = true;
            lastStart.put(key, now);
            lastOrdinal.put(key, turn.ordinal());
            underWay.add(turn);
            begun++;
        }

        private void end(long now) {
            Turn<Long> turn = underWay.remove();
            active.merge(turn.host().key(), -1, Integer::sum);
            frontier.ended(turn, Report.FINE, now);
        }
    }

    @Test
    void what_is_too_much_to_be_kept_waits_by_its_ordinal() {
        frontier.addUnkept("a", 7, 7L, 0);
        assertThat(frontier.next(0)).isNull();
        assertThat(frontier.isThirsty()).isTrue();
        List<Turn<Long>> wanted = frontier.wanted(0);
        assertThat(wanted).extracting(Turn::ordinal).containsExactly(7L);
        frontier.supply(wanted.getFirst(), 7L, 0);
        assertThat(frontier.next(0)).isNotNull();
        assertThat(frontier.waiting()).isZero();
    }
}
