package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import heddle.async.Loops;
import heddle.cli.report.Figures;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every figure that a fetch shows is found again in the log of what it did.
class ShownFiguresTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path folder;

    private final Loops loops = Loops.open(1);
    private HttpServer one;
    private HttpServer other;
    private Session session;
    private List<Map<String, String>> log;
    private double secondsMost;

    @BeforeEach
    void fetch() throws IOException {
        one = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
        other = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
        var words = new ArrayList<>(List.of("fetch", "-o", folder.toString(), "--progress=json"));
        words.addAll(List.of("--retry=2", "--retry-delay=1ms"));
        for (int i = 0; i < 12; i++) {
            words.add(one.url() + "/bytes/" + 1000 * i);
            words.add(other.url() + "/redirect/" + i % 3);
        }
        words.addAll(List.of(one.url() + "/status/404", other.url() + "/status/500", other.url() + "/status/410"));
        words.addAll(List.of("http://" + NOBODY + "/", "\u001b[31mno url"));
        long start = System.nanoTime();
        session = Session.of(words.toArray(String[]::new));
        secondsMost = (System.nanoTime() - start) / 1e9;
        log = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("results.jsonl"))) {
            log.add(members(line));
        }
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        loops.close();
    }

    /// The plain members of an object and of what is in it, by their paths.
    private static Map<String, String> members(String json) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    members.put(path.substring(1), parser.getText());
                }
            }
        }
        return members;
    }

    private static List<Map<String, String>> having(List<Map<String, String>> lines, String name, String value) {
        return lines.stream().filter(line -> value.equals(line.get(name))).toList();
    }

    private long sum(String name) {
        return log.stream()
                .mapToLong(line -> Long.parseLong(line.getOrDefault(name, "0")))
                .sum();
    }

    private int ok() {
        return having(log, "outcome", "fetched").size();
    }

    private double[] times() {
        return having(log, "outcome", "fetched").stream()
                .mapToDouble(line -> Double.parseDouble(line.get("time_total")))
                .sorted()
                .toArray();
    }

    private int failed() {
        return having(log, "outcome", "failed").size();
    }

    @Test
    void the_total() {
        assertThat(session.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(log).hasSize(29);
        assertThat(session.out())
                .startsWith(Figures.format("%d fetched, %d failed, 0 skipped in ", ok(), failed()))
                .contains(Figures.format(", %.1f MB; ", sum("size_download") / 1e6));
    }

    @Test
    void the_time_and_the_rate_of_the_total() {
        Matcher told =
                Pattern.compile(" in (\\d+\\.\\d\\d) s \\(([\\d,]+)/s\\), ").matcher(session.out());
        assertThat(told.find()).as(session.out()).isTrue();
        assertTime(Double.parseDouble(told.group(1)), 0.005);
        assertRate(Double.parseDouble(told.group(2).replace(",", "")), 0.5, Double.parseDouble(told.group(1)), 0.005);
    }

    /// It lies between the longest exchange and all that the command took.
    private void assertTime(double seconds, double rounding) {
        assertThat(seconds).isBetween(times()[times().length - 1] - rounding, secondsMost + rounding);
    }

    private void assertRate(double rate, double rounding, double seconds, double roundingOfSeconds) {
        assertThat(rate)
                .isBetween(
                        log.size() / (seconds + roundingOfSeconds) - rounding,
                        log.size() / (seconds - roundingOfSeconds) + rounding);
    }

    private Map<String, String> lastOfTheProgress() throws IOException {
        return members(session.err()
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce((_, line) -> line)
                .orElseThrow());
    }

    @Test
    void the_times_and_rates_of_the_last_object_of_the_progress() throws IOException {
        Map<String, String> last = lastOfTheProgress();
        double elapsed = Double.parseDouble(last.get("elapsed_s"));
        assertTime(elapsed, 0.001);
        assertRate(Double.parseDouble(last.get("urls_per_s")), 0.05, elapsed, 0.001);
        assertThat(last).as("since a look of which there is no log").containsKeys("urls_per_s_now", "bytes_per_s_now");
        double[] times = times();
        Map.of("p50", 50, "p90", 90, "p95", 95, "p99", 99, "max", 100).forEach((name, percentile) -> {
            double exact = times[(percentile * times.length + 99) / 100 - 1];
            assertThat(Double.parseDouble(last.get("time_total/" + name)))
                    .as(name)
                    .isCloseTo(exact, within(exact / 500 + 2e-6));
        });
    }

    /// The host that is not there has failed three times, and so is parked; the others are done and forgotten.
    @Test
    void the_hosts_of_the_last_object_of_the_progress() throws IOException {
        List<Map<String, String>> lines = having(log, "error_kind", "connect_failed");
        assertThat(having(lines, "num_retries", "2")).hasSize(1);
        assertThat(lastOfTheProgress())
                .containsEntry("hosts", "1")
                .containsEntry("hosts_ready", "0")
                .containsEntry("hosts_parked", "1")
                .containsEntry("worst_hosts/0/host", NOBODY)
                .containsEntry("worst_hosts/0/urls", "1")
                .containsEntry("worst_hosts/0/failed", "1")
                .doesNotContainKey("worst_hosts/1/host");
    }

    @Test
    void the_counts_of_the_last_object_of_the_progress() throws IOException {
        assertThat(lastOfTheProgress())
                .containsEntry("urls", "" + log.size())
                .containsEntry("ok", "" + ok())
                .containsEntry("failed", "" + failed())
                .containsEntry("bytes", "" + sum("size_download"))
                .containsEntry("retries", "" + sum("num_retries"))
                .containsEntry("in_flight", "0")
                .containsEntry("list_read", "true")
                .containsEntry("eta_s", "0.0");
        assertThat(sum("num_retries")).isPositive();
    }

    @Test
    void each_kind_of_failure() {
        Map<String, Long> kinds = having(log, "outcome", "failed").stream()
                .collect(Collectors.groupingBy(line -> line.get("error_kind"), Collectors.counting()));
        assertThat(kinds).hasSize(2);
        kinds.forEach((kind, count) ->
                assertThat(session.err()).contains(Figures.format("failed     %d \u00d7 %s, as ", count, kind)));
    }

    @Test
    void each_host_of_the_table() {
        for (String host : List.of(authority(one), authority(other), NOBODY)) {
            List<Map<String, String>> lines = log.stream()
                    .filter(line -> line.getOrDefault("url", "").startsWith("http://" + host + "/"))
                    .toList();
            List<Map<String, String>> fetched = having(lines, "outcome", "fetched");
            long statuses = fetched.stream()
                    .filter(line -> Integer.parseInt(line.get("http_code")) >= 400)
                    .count();
            double[] times = fetched.stream()
                    .mapToDouble(line -> Double.parseDouble(line.get("time_total")))
                    .toArray();
            assertThat(cells(host))
                    .startsWith("" + (lines.size() - fetched.size()), "" + lines.size(), "" + statuses)
                    .satisfies(cells -> assertThat(Double.parseDouble(cells.get(3)))
                            .isCloseTo(Arrays.stream(times).average().orElse(0), within(0.0006)))
                    .satisfies(cells -> assertThat(Double.parseDouble(cells.get(5)))
                            .isCloseTo(Arrays.stream(times).max().orElse(0), within(0.0006)));
        }
        assertThat(session.err()).contains("3 hosts ");
    }

    private List<String> cells(String host) {
        String row = session.err()
                .lines()
                .filter(line -> line.startsWith(host + " "))
                .findFirst()
                .orElseThrow();
        return List.of(row.substring(host.length()).strip().split(" +"));
    }

    private static String authority(HttpServer server) {
        return server.url().replace("http://", "");
    }

    @Test
    void no_control_character_of_the_list_reaches_the_terminal() {
        assertThat(session.err()).contains("\\x1b[31mno url").doesNotContain("\u001b");
        assertThat(session.out()).doesNotContain("\u001b");
    }
}
