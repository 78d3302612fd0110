package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A job that goes on after it was stopped spares its hosts as if it had not been. Time is virtual in each run: it
/// jumps when nothing has happened for a while. Between the runs it is not, so bounds leave room for a slow machine.
@Isolated
class ResumedMannersTest {
    private static final String TOO_MUCH = "503 Service Unavailable";

    @TempDir
    private Path folder;

    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    /// Runs for so long at most, and tells what came of it.
    private FetchSummary run(VirtualTime time, Duration most, String... paths) throws IOException {
        FetchOptions options = FetchOptions.defaults()
                .engine(engine -> engine.runtime(LoopOptions.defaults().time(time)))
                .hostConcurrency(1)
                .retries(retries -> retries.times(1))
                .limits(limits -> limits.time(most));
        List<String> urls = List.of(paths).stream().map(peer::url).toList();
        try (JobFolder job = JobFolder.open(folder, List.of(Fact.option("list", "it")), JobFolder.Start.RESUME)) {
            return Fetcher.create(options)
                    .run(UrlList.of(urls), Outputs.of(Format.JSONL).open(folder, job.kept()), job);
        }
    }

    private static VirtualTime time() {
        return VirtualTime.start(Duration.ofMillis(100));
    }

    @Test
    void a_host_that_wants_time_is_not_asked_by_the_next_run_before_that_is_over() throws IOException {
        peer.on("/busy", _ -> Peer.response(TOO_MUCH, "Retry-After: 500\r\n", "sorry".getBytes(UTF_8)));
        assertThat(run(time(), Duration.ofSeconds(20), "/busy", "/other")
                        .counts()
                        .ok())
                .isZero();
        assertThat(peer.requests()).hasSize(1);
        peer.on("/busy", _ -> Peer.ok("better"));
        VirtualTime second = time();
        assertThat(run(second, Duration.ofSeconds(2000), "/busy", "/other")
                        .counts()
                        .ok())
                .isEqualTo(2);
        assertThat(second.elapsed()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(500));
    }

    @Test
    void a_host_that_wants_too_much_time_is_not_asked_by_the_next_run_at_all() throws IOException {
        peer.on("/busy", _ -> Peer.response(TOO_MUCH, "Retry-After: 7200\r\n", "sorry".getBytes(UTF_8)));
        run(time(), Duration.ofSeconds(20), "/busy");
        peer.forget();
        FetchSummary summary = run(time(), Duration.ofSeconds(20), "/busy", "/other");
        assertThat(peer.requests()).isEmpty();
        assertThat(summary.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.kind()).isEqualTo("host_busy"));
    }
}
