package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.disk.BreakingDisk;
import heddle.fetch.disk.Disk;
import heddle.fetch.disk.MemoryFolders;
import heddle.fetch.format.SinksOn;
import heddle.fetch.job.Cadence;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A job that is broken off at each call that changes the disk, and goes on: every URL ends up once in the outputs,
/// and nothing is asked for again that had been saved.
@Execution(ExecutionMode.CONCURRENT)
class ExactlyOnceTest {
    private static final int PAGES = 9;
    private static final String END = "the process was killed here";

    @TempDir(factory = MemoryFolders.class)
    private Path folder;

    private Peer peer;
    private List<String> urls;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        peer.on("/cut", _ -> Peer.cut());
        urls = new ArrayList<>(pagesOfSomeHosts());
        urls.add(2, peer.url("/cut"));
        urls.add(4, "no url");
        urls.add(urls.getFirst()); // a URL that stands there twice is two URLs
    }

    /// So that each of several loops has some.
    private List<String> pagesOfSomeHosts() {
        List<String> pages = peer.pages(PAGES);
        return IntStream.range(0, PAGES)
                .mapToObj(page -> pages.get(page).replace("127.0.0.1", "host-" + page % 5 + ".localhost"))
                .toList();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @CsvSource({"JSONL, 1", "FILES, 2", "EVERYTHING, 1"})
    void a_job_that_ends_at_any_change_of_the_disk_goes_on(SinksOn format, int loops) throws Exception {
        boolean isBroken = true;
        for (int call = 1; isBroken; call++) {
            Path here = folder.resolve("ended at " + call);
            BreakingDisk disk = new BreakingDisk(call, END);
            runUntilBroken(format, loops, here, disk);
            isBroken = disk.isBroken();
            Map<String, Long> asked = requestsForSaved(here);
            assertThat(run(format, loops, here, Disk.LOCAL).isComplete())
                    .as("ended at %d", call)
                    .isTrue();
            assertOnce(format, here);
            assertThat(requests())
                    .as("ended at %d, saved pages are not asked for", call)
                    .containsAllEntriesOf(asked);
            peer.forget();
        }
    }

    @ParameterizedTest
    @CsvSource({"JSONL, 2", "FILES, 1", "EVERYTHING, 2"})
    void a_job_that_ends_again_and_again_is_finished_at_last(SinksOn format, int loops) throws Exception {
        for (int seed = 1; seed <= 10; seed++) {
            Path here = folder.resolve("seed " + seed);
            Random random = new Random(seed);
            boolean isBroken = true;
            for (int life = 0; isBroken && life < 100; life++) {
                // Longer and longer, since opening and ending many outputs takes most of sixty calls itself.
                BreakingDisk disk = new BreakingDisk(1 + random.nextInt(60 + 10 * life), END);
                runUntilBroken(format, loops, here, disk);
                isBroken = disk.isBroken();
            }
            assertThat(isBroken).as("seed %d", seed).isFalse();
            assertOnce(format, here);
        }
    }

    @Test
    void a_full_disk_is_told_and_the_job_goes_on_when_there_is_room() throws Exception {
        BreakingDisk full = new BreakingDisk(12, "No space left on device");
        assertThatThrownBy(() -> run(SinksOn.FILES, 1, folder, full))
                .isInstanceOfSatisfying(
                        OutputException.class, e -> assertThat(e.isDiskFull()).isTrue());
        FetchSummary summary = run(SinksOn.FILES, 1, folder, Disk.LOCAL);
        assertThat(summary.counts().total()).isEqualTo(urls.size());
        assertOnce(SinksOn.FILES, folder);
    }

    @Test
    void a_summary_is_of_all_runs() throws Exception {
        runUntilBroken(SinksOn.JSONL, 1, folder, new BreakingDisk(16, END));
        try (JobFolder job = open(folder)) {
            assertThat(job.totals().counted().ok()).isPositive();
        }
        FetchSummary summary = run(SinksOn.JSONL, 1, folder, Disk.LOCAL);
        assertThat(summary.counts().ok()).isEqualTo(PAGES + 1);
        assertThat(summary.counts().failed()).isEqualTo(2);
        assertThat(summary.bytes())
                .isEqualTo((PAGES + 1) * (long) Peer.page("/page/0").length());
        assertThat(summary.errors()).extracting(FetchSummary.ErrorCount::count).containsOnly(1L);
        assertThat(summary.times().max()).isPositive();
        try (JobFolder job = open(folder)) {
            assertThat(job.isFinished()).isTrue();
            FetchSummary saved = Fetcher.summary(job);
            assertThat(saved.counts()).isEqualTo(summary.counts());
            assertThat(saved.times()).isEqualTo(summary.times());
            assertThat(saved.isComplete()).isTrue();
        }
    }

    @Test
    void what_was_skipped_because_the_job_was_stopped_is_left_to_the_next_run() throws Exception {
        Fetcher stopped = Fetcher.create(options(1));
        stopped.stop(Duration.ZERO);
        try (JobFolder job = open(folder)) {
            FetchSummary summary =
                    stopped.run(UrlList.of(urls), SinksOn.JSONL.open(folder, job.kept(), Disk.LOCAL), job);
            assertThat(summary.isComplete()).isFalse();
        }
        assertThat(Files.readString(folder.resolve("results.jsonl"))).doesNotContain("skipped");
        assertThat(run(SinksOn.JSONL, 1, folder, Disk.LOCAL).isComplete()).isTrue();
        assertOnce(SinksOn.JSONL, folder);
    }

    private void runUntilBroken(SinksOn format, int loops, Path here, BreakingDisk disk) throws IOException {
        try {
            run(format, loops, here, disk);
        } catch (OutputException e) {
            assertThat(e).hasMessageContaining(END);
        }
    }

    private FetchSummary run(SinksOn format, int loops, Path here, Disk disk) throws IOException {
        try (JobFolder job = open(here)) {
            Sink sink = format.open(here, job.kept(), disk);
            return Fetcher.create(options(loops)).run(UrlList.of(urls), sink, job);
        }
    }

    private JobFolder open(Path here) throws IOException {
        return JobFolder.open(here, List.of(Fact.list("list", urls)), JobFolder.Start.RESUME);
    }

    private static FetchOptions options(int loops) {
        return FetchOptions.defaults().concurrency(2).loops(loops).checkpoints(new Cadence(Duration.ofMinutes(1), 3));
    }

    /// How often each page whose outcome is saved has been asked for.
    private Map<String, Long> requestsForSaved(Path here) throws IOException {
        Map<String, Long> requests = requests();
        Map<String, Long> saved = new HashMap<>();
        try (JobFolder job = open(here)) {
            for (int ordinal = 0; ordinal < urls.size() - 1; ordinal++) {
                String path = urls.get(ordinal).replaceFirst("http://[^/]*", "");
                if (job.kept().isDone().test(ordinal) && !path.equals("/page/0") && requests.containsKey(path)) {
                    saved.put(path, requests.get(path));
                }
            }
        }
        return saved;
    }

    private Map<String, Long> requests() {
        Map<String, Long> counts = new HashMap<>();
        peer.requests().forEach(head -> counts.merge(head.split(" ", 3)[1], 1L, Long::sum));
        return counts;
    }

    private void assertOnce(SinksOn format, Path here) throws Exception {
        List<Map<String, String>> results = JsonLines.of(here.resolve("results.jsonl"));
        assertThat(results).extracting(line -> line.get("url")).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(JsonLines.of(here.resolve("failed.jsonl")))
                .extracting(line -> line.get("url"))
                .containsExactlyInAnyOrder(peer.url("/cut"), "no url");
        if (format.hasFiles()) {
            assertBodies(here, results);
        }
    }

    private static void assertBodies(Path here, List<Map<String, String>> results) throws Exception {
        List<String> named = new ArrayList<>();
        for (Map<String, String> line : results) {
            if (line.containsKey("file")) {
                String file = line.getOrDefault("file", "");
                named.add(file);
                assertThat(JsonLines.sha256(Files.readAllBytes(here.resolve(file))))
                        .isEqualTo(line.get("sha256"));
            }
        }
        try (Stream<Path> files = Files.walk(here.resolve("bodies"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> here.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(named)
                    .doesNotHaveDuplicates();
        }
    }
}
