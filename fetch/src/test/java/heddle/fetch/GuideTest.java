package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.StreamOptions;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Sink;
import heddle.fetch.shard.ShardRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/library.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideTest {
    @TempDir
    private Path folder;

    private final Map<String, String> index = new ConcurrentHashMap<>();
    private Peer peer;
    private List<String> urls;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        urls = peer.pages(20);
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void a_list_is_pulled() throws Exception {
        var options = FetchOptions.defaults()
                .concurrency(64)
                .politeness(manners -> manners.hostInterval(Duration.ofMillis(1)))
                .retries(retries -> retries.times(2))
                .session(session -> session.userAgent("example/1.0 (+https://example.org/bot)"));
        try (var outcomes = Fetcher.create(options).stream(UrlList.of(urls))) {
            for (Outcome outcome : outcomes) {
                switch (outcome) {
                    case Fetched page ->
                        index(page.url(), page.body().inMemory().orElseThrow());
                    case Failed failed -> IO.println(failed.url() + ": " + failed.message());
                    case Skipped skipped -> IO.println(skipped.url() + " is left");
                }
            }
        }
        assertThat(index).hasSize(20).containsEntry(peer.url("/page/7"), "this is /page/7");
        assertThat(peer.requests().getFirst()).contains("User-Agent: example/1.0");
    }

    private record Row(long id, String url) {}

    @Test
    void rows_bring_their_keys_along() {
        Stream<Row> rows = Stream.of(new Row(7, urls.getFirst()));
        List<String> keys = new ArrayList<>();
        var entries = rows.map(row ->
                new Listed(row.url(), Particulars.of(List.of(Cell.json("id", Long.toString(row.id()))))));
        try (var outcomes = Fetcher.create(FetchOptions.defaults()).stream(UrlList.pulledEntries(entries.iterator()))) {
            for (var outcome : outcomes) {
                String id = outcome.listed().particulars().cells().getFirst().value();
                keys.add(id);
            }
        }
        assertThat(keys).containsExactly("7");
    }

    @Test
    void the_one_who_pulls_sets_the_pace() throws Exception {
        UrlList list = UrlList.of(urls);
        var options = FetchOptions.defaults().engine(engine -> engine.unfinishedMax(10_000));
        var waiting = StreamOptions.defaults().outcomesMax(16).bodyBytesMax(64 << 10);
        try (var outcomes = Fetcher.create(options).stream(list, Sink.none(), waiting)) {
            for (var next = outcomes.next(); next.isPresent(); next = outcomes.next()) {
                store(next.get());
            }
            IO.println(outcomes.summary().orElseThrow().counts());
        }
        assertThat(index).hasSize(20);
    }

    @Test
    void several_coroutines_pull() {
        UrlList list = UrlList.of(urls);
        FetchOptions options = FetchOptions.defaults();
        Async.run(() -> {
            try (var outcomes = Fetcher.create(options).stream(list)) {
                TaskGroup.run(group -> {
                    for (int storing = 0; storing < 4; storing++) {
                        group.start(() -> outcomes.forEach(this::store));
                    }
                });
            }
        });
        assertThat(index).hasSize(20);
    }

    @Test
    void a_sink_of_ones_own() throws Exception {
        peer.on("/page/3", _ -> Peer.ok("<title>Three</title>"));
        Map<String, String> titles = new ConcurrentHashMap<>();
        FetchOptions options = FetchOptions.defaults();
        UrlList list = UrlList.of(urls);
        var fetcher = Fetcher.create(options);
        var summary = fetcher.run(list, new TitleSink(titles));
        assertThat(titles).containsExactly(Map.entry(peer.url("/page/3"), "Three"));
        assertThat(summary.isComplete()).isTrue();
    }

    record TitleSink(Map<String, String> titles) implements Sink {
        @Override
        public BodySink body(long ordinal, String url) {
            return BodySink.inMemory(1 << 20);
        }

        @Override
        public void accept(Outcome outcome) {
            if (outcome instanceof Fetched page) {
                page.body().inMemory().flatMap(GuideTest::title).ifPresent(title -> titles.put(page.url(), title));
            }
        }

        @Override
        public Boundary boundary() {
            return Boundary.NONE;
        }

        @Override
        public void close() {}
    }

    private static Optional<String> title(byte[] page) {
        String text = new String(page, UTF_8);
        int start = text.indexOf("<title>");
        return start < 0 ? Optional.empty() : Optional.of(text.substring(start + 7, text.indexOf("</title>")));
    }

    @Test
    void a_job_in_a_folder() throws Exception {
        Path file = folder.resolve("urls.txt");
        Files.write(file, urls);
        Path out = folder.resolve("out");
        FetchOptions options = FetchOptions.defaults();
        var fetcher = Fetcher.create(options);
        var facts = List.of(Fact.list("list", file));
        try (var job = JobFolder.open(out, facts, JobFolder.Start.RESUME)) {
            var run = new ShardRun(fetcher, Outputs.of(Format.JSONL, Format.WARC));
            var summary = run.run(UrlList.file(file), job);
            IO.println(summary.counts().ok() + " of " + summary.counts().total());
        }
        assertThat(JsonLines.of(out.resolve("results.jsonl"))).hasSize(20);
        assertThat(out.resolve("summary.json")).exists();
    }

    private void index(String url, byte[] body) {
        index.put(url, new String(body, UTF_8));
    }

    private void store(Outcome outcome) {
        index.put(outcome.url(), "stored");
    }
}
