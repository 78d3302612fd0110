package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void every_strategy_runs_in_a_jvm_of_its_own_and_is_reported() throws IOException {
        Session session;
        long requests;
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router())) {
            session = Session.of(
                    "compare", "-v", "-o", folder.toString(), server.url() + "/delay/80", server.url() + "/delay/20");
            requests = server.statistics().requests();
        }
        assertThat(session.end()).as(session.err() + session.out()).isEqualTo(ExitCode.OK);
        assertThat(requests)
                .as("two URLs by four strategies, the slowest alone, and no warm-up")
                .isEqualTo(9);
        assertThat(session.out()).contains("Request: http", "Done: http", "the slowest URL alone", "/delay/80");
        Map<String, Integer> fields = fields(folder.resolve("compare.json"));
        assertThat(fields.keySet())
                .containsExactlyInAnyOrder(
                        "limit_s",
                        "strategies",
                        "name",
                        "wall_s",
                        "cpu_s",
                        "rss_peak_bytes",
                        "rss_growth_bytes",
                        "threads_peak",
                        "ctx_voluntary",
                        "ctx_involuntary",
                        "ctx_compiler",
                        "ctx_collector",
                        "ctx_service",
                        "idle_s",
                        "idle_ctx",
                        "ok",
                        "failed",
                        "bytes",
                        "started",
                        "completed",
                        "failures");
        assertThat(fields).containsEntry("wall_s", 4).containsEntry("limit_s", 1);
        assertThat(folder.resolve("compare.html")).content().contains("<svg", "blocking", "async");
    }

    @Test
    @Timeout(60)
    void a_url_that_fails_says_why_in_both_reports() {
        Session session = Session.of(
                "compare", "-q", "--strategies", "async", "-o", folder.toString(), "http://127.0.0.1:1/nobody");
        assertThat(session.end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(folder.resolve("compare.json"))
                .content()
                .contains(
                        "\"url\" : \"http://127.0.0.1:1/nobody\"",
                        "\"errormsg\" : \"cannot connect to 127.0.0.1:1: connection refused; ");
        assertThat(folder.resolve("compare.html"))
                .content()
                .containsPattern("<title>http://127.0.0.1:1/nobody: [^<]*, failed: [^<]*connection refused");
    }

    @Test
    @Timeout(60)
    void a_strategy_whose_time_is_up_says_so() {
        Session session = Session.of(
                "compare", "-q", "--strategies", "blocking", "--time-limit", "10ms", "-o", folder.toString());
        assertThat(session.end()).isEqualTo(ExitCode.TIME_LIMIT);
        assertThat(session.out()).contains("blocking  did not finish: not done within", "--time-limit");
    }

    private static Map<String, Integer> fields(Path file) throws IOException {
        var counts = new LinkedHashMap<String, Integer>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    counts.merge(json.currentName(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }
}
