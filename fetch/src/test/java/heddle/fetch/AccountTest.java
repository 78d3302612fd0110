package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.account.HostAccount;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.Cadence;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.url.Url;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every figure of the account is found again in the log: `results.jsonl`, whose lines are added up here.
class AccountTest {
    private static final int PAGES = 30;

    @TempDir
    private Path folder;

    private final List<Peer> peers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();

    /// Three hosts: one is well, one is shaky and refuses, one breaks off; and a place where nobody is.
    @BeforeEach
    void start() throws IOException {
        for (int host = 0; host < 3; host++) {
            peers.add(Peer.start());
        }
        Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
        for (int page = 0; page < PAGES; page++) {
            urls.add(peers.get(0).url("/page/" + page));
            urls.add(peers.get(1).url("/shaky/" + page));
            urls.add(peers.get(2).url("/cut/" + page));
            String from = "/shaky/" + page;
            int refusals = page % 3;
            peers.get(1).on(from, _ -> {
                int before =
                        tries.computeIfAbsent(from, _ -> new AtomicInteger()).getAndIncrement();
                return before < refusals
                        ? Peer.response("500 Internal Server Error", "", new byte[9])
                        : Peer.redirect("/page" + from);
            });
            boolean isCut = page % 2 == 0;
            peers.get(2).on("/cut/" + page, head -> isCut ? Peer.cut() : Peer.ok(head));
        }
        peers.get(0).on("/page/7", _ -> Peer.response("404 Not Found", "", new byte[100]));
        urls.add("http://127.0.0.1:1/nobody");
        urls.add("no url");
        urls.add(5, peers.get(0).url("/page/0"));
    }

    @AfterEach
    void stop() {
        peers.forEach(Peer::close);
    }

    private static FetchOptions options(int loops) {
        return FetchOptions.defaults()
                .loops(loops)
                .concurrency(16)
                .checkpoints(new Cadence(Duration.ofMillis(20), 10))
                .retries(retries -> retries.times(2).delay(Duration.ofMillis(1)));
    }

    private FetchSummary run(Fetcher fetcher) throws IOException {
        try (JobFolder job = JobFolder.open(folder, List.of(Fact.option("list", "these")), JobFolder.Start.RESUME)) {
            FetchSummary summary =
                    fetcher.run(UrlList.of(urls), Outputs.of(Format.JSONL).open(folder, job.kept()), job);
            job.writeHosts();
            summary.writeTo(folder.resolve("summary.json"));
            return summary;
        }
    }

    private List<Map<String, String>> log() throws IOException {
        return JsonLines.of(folder.resolve("results.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_summary_is_the_sum_of_the_log(int loops) throws IOException {
        Fetcher fetcher = Fetcher.create(options(loops));
        FetchSummary summary = run(fetcher);
        assertThat(log()).hasSize(urls.size());
        assertSummary(summary);
        assertStatistics(fetcher.statistics(), summary);
        assertHosts(summary);
    }

    @Test
    void the_summary_of_several_runs_is_the_sum_of_their_one_log() throws IOException {
        int runs = 0;
        FetchSummary summary;
        do {
            Fetcher fetcher = Fetcher.create(options(1).concurrency(2).limits(limits -> limits.bytes(200)));
            summary = run(fetcher);
            assertThat(fetcher.reached().isPresent() || summary.isComplete()).isTrue();
            assertSummary(summary);
            assertHosts(summary);
            runs++;
        } while (!summary.isComplete());
        assertThat(runs).isGreaterThan(2);
        assertThat(log()).hasSize(urls.size());
        try (JobFolder job = JobFolder.open(folder, List.of(Fact.option("list", "these")), JobFolder.Start.RESUME)) {
            FetchSummary again = Fetcher.summary(job);
            assertThat(again.counts()).isEqualTo(summary.counts());
            assertThat(again.hosts()).isEqualTo(summary.hosts());
            assertSummary(again);
        }
    }

    @Test
    void a_limit_of_size_lets_what_is_under_way_finish() throws IOException {
        Fetcher fetcher = Fetcher.create(options(1).concurrency(1).limits(limits -> limits.bytes(30)));
        FetchSummary summary = run(fetcher);
        assertThat(fetcher.reached()).contains(JobLimits.Reached.SIZE);
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.bytes()).isBetween(30L, 400L);
    }

    private void assertSummary(FetchSummary summary) throws IOException {
        List<Map<String, String>> log = log();
        List<Map<String, String>> fetched = having(log, "outcome", "fetched");
        List<Map<String, String>> failed = having(log, "outcome", "failed");
        assertThat(summary.counts().ok()).isEqualTo(fetched.size());
        assertThat(summary.counts().failed()).isEqualTo(failed.size());
        assertThat(summary.retries()).isEqualTo(sum(log, "num_retries"));
        assertThat(summary.bytes()).isEqualTo(sum(fetched, "size_download"));
        assertThat(summary.statuses())
                .isEqualTo(fetched.stream()
                        .collect(Collectors.groupingBy(
                                line -> Integer.valueOf(line.get("http_code")), TreeMap::new, Collectors.counting())));
        double seconds = summary.cost().wall().toNanos() / 1e9;
        assertThat(summary.urlsPerSecond()).isCloseTo(log.size() / seconds, within(0.001 * log.size() / seconds));
        assertErrors(summary.errors(), failed);
        assertTimes(summary, fetched);
        Map<String, String> written = JsonLines.object(Files.readString(folder.resolve("summary.json")));
        assertThat(written)
                .containsEntry("urls", "" + summary.counts().total())
                .containsEntry("ok", "" + fetched.size())
                .containsEntry("failed", "" + failed.size())
                .containsEntry("retries", "" + summary.retries())
                .containsEntry("bytes", "" + summary.bytes())
                .containsEntry("hosts", "" + summary.hosts().hosts());
    }

    private static void assertErrors(List<ErrorCount> errors, List<Map<String, String>> failed) {
        assertThat(errors)
                .isSortedAccordingTo(Comparator.comparingLong(ErrorCount::count).reversed());
        assertThat(errors.stream().mapToLong(ErrorCount::count).sum()).isEqualTo(failed.size());
        for (ErrorCount error : errors) {
            List<Map<String, String>> same =
                    having(having(failed, "error_kind", error.kind()), "error_phase", error.phase());
            assertThat(error.count()).as("%s", error).isEqualTo(same.size());
            assertThat(error.retried())
                    .as("%s", error)
                    .isEqualTo(same.size() - having(same, "num_retries", "0").size());
            assertThat(same)
                    .as("%s", error)
                    .anySatisfy(line -> assertThat(line)
                            .containsEntry("url", error.url())
                            .containsEntry("errormsg", error.message()));
        }
    }

    /// By the nearest rank, to three significant digits.
    private static void assertTimes(FetchSummary summary, List<Map<String, String>> fetched) {
        double[] times = fetched.stream()
                .mapToDouble(line -> Double.parseDouble(line.get("time_total")))
                .sorted()
                .toArray();
        Map<Double, Double> told = Map.of(
                50.0, summary.times().p50(),
                90.0, summary.times().p90(),
                95.0, summary.times().p95(),
                99.0, summary.times().p99(),
                100.0, summary.times().max());
        told.forEach((percentile, value) -> {
            double exact = times[(int) Math.ceil(percentile / 100 * times.length) - 1];
            assertThat(value).as("p%s", percentile).isCloseTo(exact, within(exact / 500 + 2e-6));
        });
    }

    private void assertStatistics(FetchStatistics now, FetchSummary summary) throws IOException {
        assertThat(now.urls()).isEqualTo(urls.size());
        assertThat(now.counts()).isEqualTo(summary.counts());
        assertThat(now.bytes()).isEqualTo(summary.bytes());
        assertThat(now.times()).isEqualTo(summary.times());
        assertThat(now.retries()).isEqualTo(sum(log(), "num_retries"));
        assertThat(now.running()).isZero();
        assertThat(now.isListRead()).isTrue();
        assertThat(now.worst())
                .isNotEmpty()
                .allSatisfy(host -> assertThat(host.failed())
                        .isEqualTo(
                                having(ofHost(host.host()), "outcome", "failed").size()));
    }

    private void assertHosts(FetchSummary summary) throws IOException {
        List<Map<String, String>> hosts = JsonLines.of(folder.resolve("hosts.jsonl"));
        assertThat(hosts)
                .extracting(host -> host.get("host"))
                .containsExactlyInAnyOrderElementsOf(log().stream()
                        .map(line -> line.get("url"))
                        .filter(url -> url.startsWith("http"))
                        .map(url -> Url.parse(url).authority())
                        .collect(Collectors.toSet()));
        for (Map<String, String> host : hosts) {
            assertHost(host, ofHost(member(host, "host")));
        }
        assertThat(summary.hosts().hosts()).isEqualTo(hosts.size());
        assertThat(summary.hosts().worst())
                .isSortedAccordingTo(HostAccount.WORST_FIRST)
                .extracting(HostAccount::host)
                .isEqualTo(hosts.stream().map(host -> host.get("host")).toList());
    }

    private static void assertHost(Map<String, String> host, List<Map<String, String>> lines) {
        List<Map<String, String>> fetched = having(lines, "outcome", "fetched");
        assertThat(host)
                .containsEntry("urls", "" + lines.size())
                .containsEntry("ok", "" + fetched.size())
                .containsEntry("failed", "" + (lines.size() - fetched.size()))
                .containsEntry(
                        "error_statuses",
                        ""
                                + fetched.stream()
                                        .filter(line -> Integer.parseInt(line.get("http_code")) >= 400)
                                        .count())
                .containsEntry("retries", "" + sum(lines, "num_retries"))
                .containsEntry("bytes", "" + sum(fetched, "size_download"));
        double[] times = fetched.stream()
                .mapToDouble(line -> Double.parseDouble(line.get("time_total")))
                .toArray();
        double mean = Arrays.stream(times).average().orElse(0);
        double longest = Arrays.stream(times).max().orElse(0);
        assertThat(Double.parseDouble(host.get("time_mean"))).isCloseTo(mean, within(2e-6));
        assertThat(Double.parseDouble(host.get("time_max"))).isCloseTo(longest, within(2e-6));
    }

    private List<Map<String, String>> ofHost(String host) throws IOException {
        return log().stream()
                .filter(line -> member(line, "url").startsWith("http://" + host + "/"))
                .toList();
    }

    private static List<Map<String, String>> having(List<Map<String, String>> lines, String name, String value) {
        return lines.stream().filter(line -> value.equals(line.get(name))).toList();
    }

    private static String member(Map<String, String> line, String name) {
        return line.getOrDefault(name, "");
    }

    private static long sum(List<Map<String, String>> lines, String name) {
        Function<Map<String, String>, String> member = line -> line.getOrDefault(name, "0");
        return lines.stream().map(member).mapToLong(Long::parseLong).sum();
    }
}
