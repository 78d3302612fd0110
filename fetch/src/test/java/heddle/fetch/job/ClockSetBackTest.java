package heddle.fetch.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.Peer;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A job that goes on after the clock on the wall was set back. The time of its loops is virtual.
@Isolated
class ClockSetBackTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NOBODY = "http://127.0.0.1:1/";

    @TempDir
    private Path folder;

    private Peer busy;
    private Peer fine;

    @BeforeEach
    void start() throws IOException {
        busy = Peer.start();
        fine = Peer.start();
    }

    @AfterEach
    void stop() {
        busy.close();
        fine.close();
    }

    private List<String> urls() {
        return List.of(busy.url("/1"), NOBODY, fine.url("/1"), busy.url("/2"), fine.url("/2"), fine.url("/3"));
    }

    /// Runs for so long at most, from the same instant on the wall to its end.
    private FetchSummary run(Instant wall, VirtualTime time, Duration most) throws IOException {
        FetchOptions options = FetchOptions.defaults()
                .engine(engine -> engine.runtime(LoopOptions.defaults().time(time)))
                .hostConcurrency(1)
                .retries(retries -> retries.times(9))
                .limits(limits -> limits.time(most));
        List<Fact> facts = List.of(Fact.option("list", "it"));
        try (JobFolder job = JobFolder.open(folder, facts, JobFolder.Start.RESUME, InstantSource.fixed(wall))) {
            return Fetcher.create(options)
                    .run(UrlList.of(urls()), Outputs.of(Format.JSONL).open(folder, job.kept()), job);
        }
    }

    private static List<String> asked(Peer peer) {
        return peer.requests().stream().map(head -> head.split(" ", 3)[1]).toList();
    }

    @Test
    void a_run_that_begins_a_year_before_the_one_before_it_goes_on_all_the_same() throws IOException {
        busy.on("/1", _ -> Peer.response("503 Service Unavailable", "Retry-After: 500\r\n", "sorry".getBytes(UTF_8)));
        FetchSummary before = run(FIRST, VirtualTime.start(Duration.ofMillis(100)), Duration.ofSeconds(10));
        assertThat(before.counts().ok()).isEqualTo(3);
        assertThat(before.isComplete()).isFalse();

        busy.on("/1", _ -> Peer.ok("better"));
        VirtualTime time = VirtualTime.start(Duration.ofMillis(100));
        FetchSummary all = run(FIRST.minus(Duration.ofDays(365)), time, Duration.ofSeconds(2_000));
        assertThat(all.isComplete()).isTrue();
        assertThat(all.counts().ok()).isEqualTo(5);
        assertThat(time.elapsed())
                .as("the busy host had its rest, and no more")
                .isBetween(Duration.ofSeconds(480), Duration.ofSeconds(501));
        assertThat(asked(fine)).as("nothing is asked for twice").containsExactly("/1", "/2", "/3");
        assertThat(asked(busy)).containsExactly("/1", "/1", "/2");
        assertThat(Files.readAllLines(folder.resolve("results.jsonl")))
                .as("nothing is lost")
                .hasSize(6);
        assertThat(Files.readString(folder.resolve("failed.jsonl")))
                .contains(NOBODY)
                .hasLineCount(1);
    }
}
