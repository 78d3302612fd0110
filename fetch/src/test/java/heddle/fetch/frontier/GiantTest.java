package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A host with most of a list, among many others, while everybody is busy. Time is a number here.
class GiantTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long INTERVAL = 50 * MILLI;
    private static final int AT_ONCE = 100;
    private static final HostRules POLITE = new HostRules(8, INTERVAL, true, Patience.NONE);

    private final Frontier<Long> frontier =
            new Frontier<>(new FrontierLimits(1000, 1 << 20, Optional.empty()), _ -> POLITE, new Random(1));
    private final PriorityQueue<UnderWay> underWay =
            new PriorityQueue<>((one, other) -> Long.compare(one.end, other.end));
    private final Random random = new Random(1);
    private final Map<String, Integer> begun = new HashMap<>();
    private long now;
    private long added;

    private record UnderWay(Turn<Long> turn, long end) {}

    @AfterEach
    void close() throws IOException {
        frontier.close();
    }

    private void add(String key, int count) {
        for (int i = 0; i < count; i++) {
            frontier.add(key, added, added, now);
            added++;
        }
    }

    /// Fetches until then, so many at once.
    private void fetchUntil(long end) {
        while (now < end) {
            while (!underWay.isEmpty() && underWay.element().end <= now) {
                frontier.ended(underWay.remove().turn, Report.FINE, now);
            }
            begin();
            long next = underWay.size() < AT_ONCE ? frontier.dueAt() : Frontier.NEVER;
            now = Math.min(next, underWay.isEmpty() ? Frontier.NEVER : underWay.element().end);
        }
    }

    private void begin() {
        while (underWay.size() < AT_ONCE) {
            if (frontier.isThirsty()) {
                List<Turn<Long>> wanted = frontier.wanted(now);
                wanted.forEach(turn -> frontier.supply(turn, turn.ordinal(), now));
            }
            Turn<Long> turn = frontier.next(now);
            if (turn == null) {
                return;
            }
            begun.merge(turn.host().key(), 1, Integer::sum);
            underWay.add(new UnderWay(turn, now + random.nextLong(50 * MILLI, 150 * MILLI)));
        }
    }

    private int begunOf(String key) {
        return begun.getOrDefault(key, 0);
    }

    private int begunAll() {
        return begun.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void it_keeps_its_pace_while_all_exchanges_are_taken() {
        add("giant", 5_000);
        for (int host = 0; host < 10_000; host++) {
            add("small" + host, 4);
        }
        fetchUntil(30_000 * MILLI);
        assertThat(begunAll())
                .as("a hundred at once, of a tenth of a second each")
                .isGreaterThan(29_000);
        assertThat(begunOf("giant"))
                .as("of the 600 that its interval allows in half a minute")
                .isBetween(570, 600);
    }

    @Test
    void many_of_them_do_not_starve_a_small_host() {
        for (int host = 0; host < 1_000; host++) {
            add("giant" + host, 200);
        }
        fetchUntil(10_000 * MILLI);
        add("small", 1);
        int before = begunAll();
        while (begunOf("small") == 0) {
            fetchUntil(now + 1);
        }
        assertThat(begunAll() - before)
                .as("each of the others had stood before it, and others of them go in between")
                .isLessThanOrEqualTo(2 * 1_000 + AT_ONCE);
    }

    @Test
    void hosts_with_one_url_have_half_of_the_turns_of_those_that_stand() {
        for (int host = 0; host < 1_000; host++) {
            add("giant" + host, 200);
        }
        fetchUntil(10_000 * MILLI);
        int before = begunAll();
        for (int host = 0; host < 20_000; host++) {
            add("small" + host, 1);
        }
        fetchUntil(now + 20_000 * MILLI);
        long small =
                begun.keySet().stream().filter(key -> key.startsWith("small")).count();
        assertThat(small).isGreaterThan((begunAll() - before) * 2L / 5);
    }
}
