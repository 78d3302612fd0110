package heddle.fetch.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.JsonLines;
import heddle.fetch.Peer;
import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import heddle.fetch.output.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list that is fetched in shards, each of which may be tried more than once: each URL is published once.
class ShardedJobTest {
    private static final int HOSTS = 6;
    private static final int PAGES = 80;
    private static final int SHARDS = 4;

    @TempDir
    private Path folder;

    private final List<Peer> peers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private Path list;
    private Path output;
    private Committer committer;

    @BeforeEach
    void start() throws IOException {
        for (int host = 0; host < HOSTS; host++) {
            Peer peer = Peer.start();
            peers.add(peer);
            urls.addAll(peer.pages(PAGES));
        }
        urls.add("no url");
        urls.add(urls.getFirst()); // a URL that stands there twice is two URLs
        list = folder.resolve("urls.txt");
        output = folder.resolve("out");
        committer = new Committer(output);
        Files.write(list, urls);
    }

    @AfterEach
    void stop() {
        peers.forEach(Peer::close);
    }

    @Test
    void the_shards_of_a_list_have_each_of_its_urls_once() throws IOException {
        for (int number = 0; number < SHARDS; number++) {
            assertThat(committer.publish(attempt(number))).isTrue();
        }
        committer.complete(SHARDS);
        assertThat(publishedUrls()).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(requests()).isEqualTo(HOSTS * PAGES + 1);
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve("_attempts")).doesNotExist();
        assertThat(output.resolve("shard-00000-of-00004/summary.json")).exists();
        assertThat(output.resolve("shard-00000-of-00004/hosts.jsonl")).exists();
    }

    @Test
    void of_two_tries_the_first_to_be_published_counts() throws IOException {
        ShardResult one = attempt(2);
        ShardResult other = attempt(2);
        assertThat(one.attempt()).isNotEqualTo(other.attempt());
        assertThat(committer.publish(other)).isTrue();
        assertThat(committer.publish(one)).isFalse();
        assertThat(committer.publish(other)).isFalse();
        assertThat(Committer.attempts(output)).isEmptyDirectory();
        Shard shard = new Shard(2, SHARDS);
        assertThat(publishedUrls())
                .containsExactlyInAnyOrderElementsOf(urls.stream()
                        .filter(url -> shard.has(url, HostKey.HOST))
                        .toList());
    }

    @Test
    void a_try_that_fails_leaves_nothing_and_another_takes_its_place() throws IOException {
        UrlList broken = UrlList.pulled(Stream.concat(urls.stream().limit(50), Stream.generate(() -> {
            throw new IllegalStateException("the worker is gone");
        })));
        assertThatThrownBy(() -> ShardAttempt.run(new Shard(0, 1), broken, how(), output))
                .hasMessage("the worker is gone");
        assertThat(Committer.attempts(output)).isEmptyDirectory();
        assertThat(committer.missing(1)).containsExactly(Shard.WHOLE);
        assertThat(committer.publish(ShardAttempt.run(Shard.WHOLE, UrlList.file(list), how(), output)))
                .isTrue();
        assertThat(committer.missing(1)).isEmpty();
        assertThat(publishedUrls()).containsExactlyInAnyOrderElementsOf(urls);
    }

    /// As a killed worker leaves it.
    @Test
    void what_a_killed_try_leaves_is_no_result_and_goes_at_the_end() throws IOException {
        Path left = Committer.attempts(output).resolve("shard-00000-of-00001-killed");
        Files.createDirectories(left);
        Files.writeString(left.resolve("results.jsonl"), "{\"url\":\"half a li");
        assertThat(committer.missing(1)).containsExactly(Shard.WHOLE);
        committer.publish(ShardAttempt.run(Shard.WHOLE, UrlList.file(list), how(), output));
        committer.complete(1);
        assertThat(left).doesNotExist();
        assertThat(publishedUrls()).containsExactlyInAnyOrderElementsOf(urls);
    }

    @Test
    void an_interrupt_cuts_a_try_off_while_its_urls_are_waited_for() throws Exception {
        CountDownLatch isPulled = new CountDownLatch(1);
        Stream<String> silent = Stream.generate(() -> {
            isPulled.countDown();
            return awaitInterrupt();
        });
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread worker = Thread.ofPlatform().daemon().start(() -> {
            try {
                ShardAttempt.run(Shard.WHOLE, UrlList.pulled(silent), how(), output);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        isPulled.await();
        worker.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
        assertThat(Committer.attempts(output)).isEmptyDirectory();
    }

    private static String awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_try_that_was_stopped_is_not_published() throws IOException {
        Fetcher stopped = Fetcher.create(FetchOptions.defaults());
        stopped.stop(Duration.ZERO);
        ShardRun how = new ShardRun(stopped, Outputs.of(Format.JSONL));
        ShardResult result = ShardAttempt.run(Shard.WHOLE, UrlList.file(list), how, output);
        assertThat(result.isComplete()).isFalse();
        assertThatThrownBy(() -> committer.publish(result)).hasMessageContaining("was stopped before its end");
        assertThat(committer.missing(1)).containsExactly(Shard.WHOLE);
    }

    @Test
    void a_job_is_complete_when_all_its_shards_are_published() throws IOException {
        committer.publish(attempt(1));
        assertThat(committer.missing(SHARDS)).extracting(Shard::number).containsExactly(0, 2, 3);
        assertThatThrownBy(() -> committer.complete(SHARDS))
                .hasMessage("3 of 4 shards are not published, shard-00000-of-00004 among them");
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThatThrownBy(() -> committer.missing(5)).hasMessageContaining("which is none of 5 shards");
    }

    @Test
    void of_many_that_publish_at_once_one_does() throws Exception {
        int tries = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(tries)) {
            for (int round = 0; round < 30; round++) {
                CountDownLatch ready = new CountDownLatch(tries);
                Shard shard = new Shard(round, 30);
                List<Callable<Boolean>> publishing = new ArrayList<>();
                for (int number = 0; number < tries; number++) {
                    ShardResult result = made(shard, "try-" + number);
                    publishing.add(() -> {
                        ready.countDown();
                        ready.await();
                        return new Committer(output).publish(result);
                    });
                }
                int published = 0;
                for (Future<Boolean> isFirst : threads.invokeAll(publishing)) {
                    published += isFirst.get() ? 1 : 0;
                }
                assertThat(published).isOne();
                assertThat(output.resolve(shard.name()).resolve("results.jsonl"))
                        .isNotEmptyFile();
            }
        }
        committer.complete(30);
    }

    @Test
    void whoever_watches_sees_each_outcome() throws IOException {
        List<Outcome> seen = new ArrayList<>();
        ShardRun how = new ShardRun(Fetcher.create(options()), Outputs.of(Format.JSONL))
                .watchedBy(sink -> new SeenSink(sink, seen));
        committer.publish(ShardAttempt.run(Shard.WHOLE, UrlList.file(list), how, output));
        assertThat(seen).extracting(Outcome::url).containsExactlyInAnyOrderElementsOf(urls);
    }

    @Test
    void shards_and_results_travel_between_processes() throws Exception {
        ShardResult result = made(new Shard(2, 5), "try");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(result);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(result);
        }
    }

    /// A try as it lies there when it is done, of one line.
    private ShardResult made(Shard shard, String suffix) throws IOException {
        String attempt = shard.name() + "-" + suffix;
        Path there = Committer.attempts(output).resolve(attempt);
        Files.createDirectories(there);
        Files.writeString(there.resolve("results.jsonl"), "{\"url\":\"http://a/\"}\n");
        return new ShardResult(shard, attempt, new Counts(1, 0, 0, 0), 10, true);
    }

    /// Texts are read again, since few wait.
    private FetchOptions options() {
        return FetchOptions.defaults().concurrency(8).hostConcurrency(1).readAhead(2);
    }

    private ShardRun how() {
        return new ShardRun(Fetcher.create(options()), Outputs.of(Format.JSONL));
    }

    private ShardResult attempt(int number) throws IOException {
        Shard shard = new Shard(number, SHARDS);
        return ShardAttempt.run(shard, shard.of(UrlList.file(list), HostKey.HOST), how(), output);
    }

    private List<String> publishedUrls() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> shards = Files.list(output)) {
            for (Path shard : shards.filter(Files::isDirectory).toList()) {
                Path results = shard.resolve("results.jsonl");
                if (Files.exists(results)) {
                    JsonLines.of(results).forEach(line -> all.add(line.get("url")));
                }
            }
        }
        return all;
    }

    private int requests() {
        return peers.stream().mapToInt(peer -> peer.requests().size()).sum();
    }
}
