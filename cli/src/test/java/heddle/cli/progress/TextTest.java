package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void people_read_a_line() {
        assertThat(PlainText.of(Moments.usual(Optional.empty())))
                .isEqualTo(
                        "1,000 of 1,200  50/s now, 400/s mean  10 failed (1.0 %)  4 retries  7 in flight  12 hosts,"
                                + " 3 ready, 1 parked  p50 0.120 s, p90 0.480 s, p99 2.100 s  2.5 MB, 1.0 MB/s  after 2 s  ETA 4 s");
    }

    @Test
    void the_long_tail_is_named() {
        assertThat(PlainText.of(Moments.usual(Optional.of(Moments.BIG))))
                .endsWith("ETA 2 min 30 s, by big.example: 300 left, 2 min 30 s at its pace");
    }

    @Test
    void while_the_list_is_read_the_end_is_not_known() {
        var moment = new Moment(Moments.statistics(2500, 990, 1200, false), 50, 0, Optional.empty());
        assertThat(PlainText.of(moment)).startsWith("1,000 of 1,200+  ").endsWith("ETA over 4 s");
    }

    @Test
    void programs_read_an_object() {
        assertThat(JsonText.of(Moments.usual(Optional.of(Moments.BIG))))
                .isEqualTo("{\"elapsed_s\":2.5,\"urls\":1200,\"list_read\":true,\"ok\":990,\"failed\":10,"
                        + "\"skipped\":0,\"in_flight\":7,\"bytes\":2500000,\"hosts\":12,\"hosts_ready\":3,"
                        + "\"hosts_parked\":1,\"retries\":4,\"urls_per_s_now\":50.0,\"urls_per_s\":400.0,"
                        + "\"bytes_per_s_now\":1000000,\"time_total\":{\"p50\":0.12,\"p90\":0.48,\"p95\":0.7,"
                        + "\"p99\":2.1,\"max\":3.5},\"eta_s\":150.0,\"tail\":{\"host\":\"big.example\",\"urls\":300,"
                        + "\"eta_s\":150.0},\"worst_hosts\":[{\"host\":\"bad.example\",\"urls\":20,\"failed\":8},"
                        + "{\"host\":\"worse\\u001B[31m.example\",\"urls\":4,\"failed\":2}]}");
    }
}
