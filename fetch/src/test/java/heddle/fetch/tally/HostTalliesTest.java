package heddle.fetch.tally;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostPace;
import heddle.fetch.account.HostTable;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Skipped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostTalliesTest {
    private static final int FOREMOST = 8;
    private static final Failed FAILED =
            new Failed("http://a/", "connect_failed", "connect", "nobody is there", Duration.ofMillis(3), 2);

    @Test
    void what_comes_of_a_host_is_counted_there() {
        HostTallies tallies = new HostTallies(10);
        tallies.add("a", FAILED);
        tallies.add("a", FAILED);
        tallies.add("b", FAILED);
        HostTable table = tallies.table();
        assertThat(table.hosts()).isEqualTo(2);
        assertThat(table.worst())
                .containsExactly(
                        new HostAccount("a", 0, 2, 0, 4, 0, Duration.ZERO, Duration.ZERO),
                        new HostAccount("b", 0, 1, 0, 2, 0, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void hosts_beyond_the_limit_are_counted_together() {
        HostTallies tallies = new HostTallies(2);
        for (String host : List.of("a", "b", "c", "d", "c", "a")) {
            tallies.add(host, FAILED);
            tallies.asked(host, 5);
        }
        HostTable table = tallies.table();
        assertThat(table.hosts()).isEqualTo(2);
        assertThat(table.others()).isEqualTo(3);
        assertThat(table.worst()).extracting(HostAccount::host).containsExactly("a", "b");
    }

    @Test
    void what_was_not_asked_for_makes_no_host() {
        HostTallies tallies = new HostTallies(2);
        tallies.add("a", new Skipped("http://a/", "stopped"));
        assertThat(tallies.table().hosts()).isZero();
    }

    @Test
    void the_foremost_are_those_that_sorting_all_would_find() {
        Random random = new Random(5);
        HostTallies tallies = new HostTallies(1000);
        Map<String, Long> failures = new HashMap<>();
        Map<String, Long> spared = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String host = "h" + (int) Math.abs(random.nextGaussian() * 100);
            tallies.add(host, FAILED);
            failures.merge(host, 1L, Long::sum);
            long interval = random.nextLong(1000);
            tallies.asked(host, interval);
            spared.merge(host, interval, Long::sum);
        }
        assertThat(tallies.mostFailed()).extracting(HostAccount::failed).isEqualTo(highest(failures));
        assertThat(tallies.mostSpared())
                .extracting(HostPace::time)
                .isEqualTo(highest(spared).stream().map(Duration::ofNanos).toList());
        assertThat(tallies.mostFailed())
                .allSatisfy(host -> assertThat(host.failed()).isEqualTo(failures.get(host.host())));
    }

    private static List<Long> highest(Map<String, Long> numbers) {
        return numbers.values().stream()
                .sorted((one, other) -> Long.compare(other, one))
                .limit(FOREMOST)
                .toList();
    }

    @Test
    void what_is_taken_out_is_counted_anew() {
        HostTallies tallies = new HostTallies(10);
        tallies.add("a", FAILED);
        assertThat(tallies.take()).extracting(HostAccount::failed).containsExactly(1L);
        assertThat(tallies.take()).isEmpty();
        tallies.add("a", FAILED);
        assertThat(tallies.take()).extracting(HostAccount::failed).containsExactly(1L);
    }
}
