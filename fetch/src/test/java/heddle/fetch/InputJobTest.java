package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.disk.BreakingDisk;
import heddle.fetch.disk.Disk;
import heddle.fetch.disk.MemoryFolders;
import heddle.fetch.format.SinksOn;
import heddle.fetch.input.DistinctList;
import heddle.fetch.input.Input;
import heddle.fetch.input.InputOptions;
import heddle.fetch.job.Cadence;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists that are more than lines of URLs, through whole jobs.
class InputJobTest {
    private static final String END = "the process was killed here";
    private static final InputOptions WITH_NUMBER = InputOptions.defaults().columns(Columns.URL.kept(List.of("n")));

    @TempDir(factory = MemoryFolders.class)
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

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void a_compressed_table_with_duplicates_goes_on_after_any_end() throws IOException {
        StringBuilder table = new StringBuilder("n,url\n");
        for (int row = 0; row < 12; row++) {
            table.append(row)
                    .append(',')
                    .append(row == 5 ? "" : peer.url("/page/" + row % 8))
                    .append('\n');
        }
        Path file = Files.write(folder.resolve("list"), gzip(table.toString()));
        boolean isBroken = true;
        for (int call = 1; isBroken; call++) {
            Path here = folder.resolve("ended at " + call);
            BreakingDisk disk = new BreakingDisk(call, END);
            runUntilBroken(file, here, disk);
            isBroken = disk.isBroken();
            FetchSummary summary = run(file, here, Disk.LOCAL);
            assertThat(summary.isComplete()).as("ended at %d", call).isTrue();
            assertThat(summary.counts()).isEqualTo(new FetchStatistics.Counts(7, 1, 0, 4));
            assertOnce(JsonLines.of(here.resolve("results.jsonl")));
        }
    }

    private static void assertOnce(List<Map<String, String>> results) {
        assertThat(results).hasSize(12);
        assertThat(results)
                .filteredOn(line -> line.containsKey("n"))
                .extracting(line -> line.get("n"))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "6", "7", "8", "9", "10", "11");
        assertThat(results)
                .filteredOn(line -> "duplicate".equals(line.get("skip_reason")))
                .extracting(line -> line.get("n"))
                .containsExactlyInAnyOrder("8", "9", "10", "11");
    }

    private void runUntilBroken(Path file, Path here, BreakingDisk disk) throws IOException {
        try {
            run(file, here, disk);
        } catch (OutputException e) {
            assertThat(e).hasMessageContaining(END);
        }
    }

    private static FetchSummary run(Path file, Path here, Disk disk) throws IOException {
        FetchOptions options =
                FetchOptions.defaults().concurrency(2).checkpoints(new Cadence(Duration.ofMinutes(1), 3));
        UrlList list = DistinctList.of(Input.of(ListSource.file(file), WITH_NUMBER));
        try (JobFolder job = JobFolder.open(here, List.of(Fact.list("list", file)), JobFolder.Start.RESUME)) {
            return Fetcher.create(options).run(list, SinksOn.JSONL.open(here, job.kept(), disk), job);
        }
    }

    @Test
    void lines_that_bring_much_are_all_asked_for_and_none_waits_on_the_heap() throws IOException {
        int lines = 400;
        StringBuilder objects = new StringBuilder();
        for (int n = 0; n < lines; n++) {
            objects.append("{\"url\":\"%s\",\"n\":\"%d%s\"}\n".formatted(peer.url("/page"), n, "x".repeat(5_000)));
        }
        Recorded sink = new Recorded();
        UrlList list = Input.of(ListSource.file(Files.writeString(folder.resolve("list"), objects)), WITH_NUMBER);
        Fetcher.create(FetchOptions.defaults()).run(list, sink);
        assertThat(sink.outcomes()).hasSize(lines).allMatch(Outcome.Fetched.class::isInstance);
        assertThat(sink.outcomes())
                .extracting(outcome -> outcome.listed()
                        .particulars()
                        .cells()
                        .getFirst()
                        .value()
                        .replace("x", ""))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, lines).mapToObj(Integer::toString).toList());
    }

    @Test
    void what_waits_by_its_place_is_asked_for_as_its_line_said() throws IOException {
        int lines = 300;
        StringBuilder objects = new StringBuilder();
        for (int n = 0; n < lines; n++) {
            objects.append("{\"url\":\"%s\",\"method\":\"DELETE\",\"headers\":{\"X-N\":\"é%d\"},\"n\":%d}\n"
                    .formatted(peer.url("/page"), n, n));
        }
        for (byte[] bytes : List.of(objects.toString().getBytes(UTF_8), gzip(objects.toString()))) {
            Recorded sink = new Recorded();
            UrlList list = Input.of(ListSource.stream("list", new ByteArrayInputStream(bytes)), WITH_NUMBER);
            Fetcher.create(FetchOptions.defaults().readAhead(4).hostConcurrency(2))
                    .run(list, sink);
            assertThat(sink.outcomes()).hasSize(lines).allMatch(Outcome.Fetched.class::isInstance);
            assertThat(sink.outcomes())
                    .extracting(outcome -> outcome.listed().particulars().cells())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lines)
                            .mapToObj(n -> List.of(Cell.json("n", Integer.toString(n))))
                            .toList());
            assertThat(peer.requests()).hasSize(lines).allMatch(head -> head.startsWith("DELETE /page "));
            peer.forget();
        }
    }
}
