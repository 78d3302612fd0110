package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.FetchStatistics;
import heddle.fetch.FetchStatistics.Counts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final FetchStatistics now = new FetchStatistics(
            Duration.ofMillis(2500),
            1200,
            7,
            new Counts(990, 9, 1, 0),
            2_500_000,
            false,
            new FetchStatistics.Hosts(12, 1),
            3);

    @Test
    void people_read_a_line() {
        assertThat(ProgressLine.text(now)).isEqualTo("1,000 of 1,200+  400/s  9 failed  7 in flight  2.5 MB  3 s");
    }

    @Test
    void programs_read_an_object() {
        assertThat(ProgressLine.json(now))
                .isEqualTo(
                        "{\"elapsed_s\":2.500,\"urls\":1200,\"list_read\":false,\"ok\":990,\"failed\":9,"
                                + "\"skipped\":1,\"in_flight\":7,\"bytes\":2500000,\"hosts\":12,\"hosts_parked\":1,\"retries\":3}");
    }
}
