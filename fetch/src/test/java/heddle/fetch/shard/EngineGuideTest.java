package heddle.fetch.shard;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.JsonLines;
import heddle.fetch.OutcomeStream;
import heddle.fetch.Peer;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import heddle.fetch.output.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/engines.md`, run by something that treats workers as an engine does: it splits rows by a key,
/// runs each part, loses workers with what they had done, and runs their parts again.
class EngineGuideTest {
    private static final int SHARDS = 3;

    @TempDir
    private Path output;

    private final List<Peer> peers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        for (int host = 0; host < 5; host++) {
            Peer peer = Peer.start();
            peers.add(peer);
            urls.addAll(peer.pages(20));
        }
    }

    @AfterEach
    void stop() {
        peers.forEach(Peer::close);
    }

    static ShardResult fetch(Shard shard, Iterator<String> urls, String output) throws IOException {
        var options =
                FetchOptions.defaults().session(session -> session.userAgent("example/1.0 (+https://example.org/bot)"));
        var run = new ShardRun(Fetcher.create(options), Outputs.of(Format.JSONL));
        return ShardAttempt.run(shard, UrlList.pulled(urls), run, Path.of(output));
    }

    @Test
    void a_list_is_fetched_in_shards_whose_workers_are_lost() throws Exception {
        var committer = new Committer(output);
        List<ShardResult> results = onWorkers(committer.missing(SHARDS));
        for (ShardResult result : results) {
            committer.publish(result);
        }
        committer.complete(SHARDS);
        assertThat(committer.missing(SHARDS)).isEmpty();
        List<String> published = new ArrayList<>();
        for (int number = 0; number < SHARDS; number++) {
            Path file = output.resolve(new Shard(number, SHARDS).name()).resolve("results.jsonl");
            JsonLines.of(file).forEach(line -> published.add(line.get("url")));
        }
        assertThat(published).containsExactlyInAnyOrderElementsOf(urls);
    }

    /// Each shard by a worker that is lost when it is done, and by one that is not.
    private List<ShardResult> onWorkers(List<Shard> shards) throws IOException {
        Map<Integer, List<String>> parts =
                urls.stream().collect(Collectors.groupingBy(url -> Shard.numberOf(url, HostKey.HOST, SHARDS)));
        List<ShardResult> results = new ArrayList<>();
        for (Shard shard : shards) {
            List<String> part = parts.getOrDefault(shard.number(), List.of());
            var _ = fetch(shard, part.iterator(), output.toString());
            results.add(fetch(shard, part.iterator(), output.toString()));
        }
        return results;
    }

    static OutcomeStream outcomes(Iterator<String> urls) {
        return Fetcher.create(FetchOptions.defaults()).stream(UrlList.pulled(urls));
    }

    @Test
    void outcomes_are_rows() {
        List<String> rows = new ArrayList<>();
        try (OutcomeStream outcomes = outcomes(urls.iterator())) {
            outcomes.iterator().forEachRemaining(outcome -> rows.add(row(outcome)));
        }
        assertThat(rows).hasSize(urls.size());
    }

    private static String row(Outcome outcome) {
        return outcome.url() + "\t"
                + switch (outcome) {
                    case Outcome.Fetched fetched ->
                        Integer.toString(fetched.exchange().status().code());
                    case Outcome.Failed failed -> failed.kind();
                    case Outcome.Skipped skipped -> skipped.reason();
                };
    }

    @Test
    void a_machine_alone_reads_its_part_out_of_the_whole_list() throws IOException {
        List<String> all = new ArrayList<>();
        for (int number : IntStream.range(0, SHARDS).toArray()) {
            UrlList whole = UrlList.of(urls);
            Shard shard = new Shard(number, SHARDS);
            UrlList mine = shard.of(whole, HostKey.HOST);
            try (OutcomeStream outcomes = Fetcher.create(FetchOptions.defaults()).stream(mine)) {
                outcomes.forEach(outcome -> all.add(outcome.url()));
            }
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(urls);
    }
}
