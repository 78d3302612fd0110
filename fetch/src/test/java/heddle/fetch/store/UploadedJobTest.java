package heddle.fetch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.JsonLines;
import heddle.fetch.Peer;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.disk.Disk;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Cadence;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.OutputException;
import heddle.fetch.shard.Shard;
import heddle.fetch.shard.ShardAttempt;
import heddle.fetch.shard.ShardRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole jobs whose outputs go to a store.
class UploadedJobTest {
    private static final int PAGES = 30;

    @TempDir
    private Path folder;

    @TempDir
    private Path stored;

    private FolderStore store() {
        return new FolderStore(stored, Disk.LOCAL);
    }

    private Peer peer;
    private List<String> urls;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        urls = new ArrayList<>(peer.pages(PAGES));
        urls.add("no url");
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void a_job_that_is_done_is_in_the_store_whole() throws Exception {
        FolderStore store = store();
        assertThat(run(store).isComplete()).isTrue();
        assertThat(store.puts()).endsWith("results.jsonl", "failed.jsonl", "hosts.jsonl", "summary.json");
        assertThat(JsonLines.of(stored.resolve("results.jsonl")))
                .extracting(line -> line.get("url"))
                .containsExactlyInAnyOrderElementsOf(urls);
        assertThat(names("tar")).hasSizeGreaterThan(3).allMatch(name -> name.matches("0000[0-9]{2}\\.tar"));
        assertThat(store.puts()).doesNotHaveDuplicates();
    }

    @Test
    void segments_do_not_stay_in_the_folder_and_notes_do() throws Exception {
        run(store());
        List<String> notes =
                names("tar").stream().map(name -> name + ".uploaded").toList();
        try (Stream<Path> files = Files.list(folder.resolve("tar"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(notes);
        }
    }

    @Test
    void a_job_that_was_stopped_goes_on_although_its_last_segment_is_elsewhere() throws Exception {
        Fetcher first = fetcher();
        peer.on("/page/20", _ -> {
            first.stop(Duration.ofMinutes(1));
            return Peer.ok("the last one");
        });
        assertThat(run(first, store()).isComplete()).isFalse();
        List<String> before = names("tar");
        assertThat(before).isNotEmpty();
        assertThat(stored.resolve("summary.json")).doesNotExist();
        assertThat(run(store()).isComplete()).isTrue();
        assertThat(names("tar")).containsAll(before).hasSizeGreaterThan(before.size());
        assertThat(JsonLines.of(stored.resolve("results.jsonl"))).hasSize(urls.size());
    }

    @Test
    void a_finished_job_puts_what_is_missing_and_nothing_else() throws Exception {
        run(store());
        Files.delete(stored.resolve("failed.jsonl"));
        FolderStore again = store();
        run(again);
        assertThat(again.puts()).contains("failed.jsonl").doesNotContain("results.jsonl", "hosts.jsonl");
        assertThat(peer.requests()).hasSize(PAGES);
    }

    @Test
    void a_store_that_fails_in_mid_job_is_told_and_the_job_goes_on() throws Exception {
        ObjectStore broken = new ChangedStore(store(), () -> {
            throw new StoreException("the bucket has gone");
        });
        Fetcher savingOften = Fetcher.create(
                FetchOptions.defaults().concurrency(1).checkpoints(new Cadence(Duration.ofMinutes(1), 3)));
        assertThatThrownBy(() -> run(savingOften, broken))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the bucket has gone");
        assertThat(run(store()).isComplete()).isTrue();
        assertThat(JsonLines.of(stored.resolve("results.jsonl"))).hasSize(urls.size());
    }

    @Test
    void a_place_that_is_not_empty_is_refused_before_anybody_is_asked() throws Exception {
        Files.writeString(stored.resolve("something"), "else");
        assertThatThrownBy(() -> run(store()))
                .isInstanceOf(ForeignObjectException.class)
                .hasMessageContaining("holds objects that this job did not put there");
        assertThat(peer.requests()).isEmpty();
        assertThat(stored.resolve("something")).hasContent("else");
    }

    @Test
    void bodies_as_single_files_are_refused() {
        assertThatThrownBy(() -> new ShardRun(fetcher(), Outputs.of(Format.FILES)).uploadingTo(store()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose tar or warc");
    }

    @Test
    void an_attempt_that_may_not_count_puts_nothing() {
        ShardRun how = how(fetcher(), store());
        assertThatThrownBy(() -> ShardAttempt.run(Shard.WHOLE, UrlList.of(urls), how, folder))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(peer.requests()).isEmpty();
    }

    private FetchSummary run(ObjectStore store) throws IOException {
        return run(fetcher(), store);
    }

    private FetchSummary run(Fetcher fetcher, ObjectStore store) throws IOException {
        try (JobFolder job = JobFolder.open(folder, List.of(Fact.list("list", urls)), JobFolder.Start.RESUME)) {
            return how(fetcher, store).run(UrlList.of(urls), job);
        }
    }

    private static ShardRun how(Fetcher fetcher, ObjectStore store) {
        return new ShardRun(fetcher, Outputs.of(Format.TAR, Format.JSONL).segmentBytes(10_000)).uploadingTo(store);
    }

    private static Fetcher fetcher() {
        return Fetcher.create(FetchOptions.defaults().concurrency(1));
    }

    private List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(stored.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
