package heddle.fetch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts that are to be left alone, in a `job.db`, as runs find them that begin at other times.
class RespiteRowsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private JobStore open(Duration sinceBegin) throws IOException {
        return JobStore.open(folder.resolve(JobStore.NAME), InstantSource.fixed(BEGIN.plus(sinceBegin)));
    }

    private void save(Duration sinceBegin, Respite... respites) throws IOException {
        try (JobStore store = open(sinceBegin)) {
            if (store.load().isEmpty()) {
                store.begin(List.of());
            }
            store.save(new Checkpoint(List.of(), List.of(), Totals.NONE, List.of(), List.of(respites), false));
        }
    }

    private List<Respite> load(Duration sinceBegin) throws IOException {
        try (JobStore store = open(sinceBegin)) {
            return store.load().orElseThrow().respites();
        }
    }

    private static Respite respite(String host, Respite.Kind kind, long seconds) {
        return new Respite(host, kind, 3, 2, Duration.ofSeconds(seconds));
    }

    @Test
    void a_later_run_finds_what_is_left_of_them() throws IOException {
        save(
                Duration.ZERO,
                respite("a", Respite.Kind.BACKED_OFF, 100),
                respite("b", Respite.Kind.DOWN, 60),
                respite("c", Respite.Kind.BUSY, 30));
        assertThat(load(Duration.ofSeconds(40)))
                .containsExactlyInAnyOrder(
                        respite("a", Respite.Kind.BACKED_OFF, 60), respite("b", Respite.Kind.DOWN, 20));
        assertThat(load(Duration.ofSeconds(100))).isEmpty();
    }

    @Test
    void what_is_said_last_of_a_host_counts() throws IOException {
        save(Duration.ZERO, respite("a", Respite.Kind.BACKED_OFF, 100));
        save(Duration.ofSeconds(10), respite("a", Respite.Kind.BUSY, 5));
        assertThat(load(Duration.ofSeconds(12))).containsExactly(respite("a", Respite.Kind.BUSY, 3));
    }

    @Test
    void a_clock_that_was_set_back_makes_none_longer() throws IOException {
        save(Duration.ZERO, respite("a", Respite.Kind.BACKED_OFF, 100));
        assertThat(load(Duration.ofDays(-365))).containsExactly(respite("a", Respite.Kind.BACKED_OFF, 100));
    }

    @Test
    void one_that_is_longer_than_any_clock_can_tell_is_kept() throws IOException {
        save(Duration.ZERO, new Respite("a", Respite.Kind.BUSY, 0, 1, Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(load(Duration.ofDays(365)))
                .singleElement()
                .satisfies(it -> assertThat(it.time()).isGreaterThan(Duration.ofDays(365)));
    }
}
