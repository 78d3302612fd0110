package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `docs/serve.md` names every route, and each of its examples works, with the real curl.
class ServeDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(/[^`]*)` \\| .* \\| `(curl [^`]*)` \\|$");

    private static List<MatchResult> rows() throws IOException {
        return Documents.lines("docs/serve.md").stream()
                .flatMap(line -> ROW.matcher(line).results())
                .toList();
    }

    @Test
    void every_route_is_documented() throws Exception {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(TestOrigin.entries(0).stream()
                        .map(TestOrigin.Entry::pattern)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> every_example_works() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.group(2), () -> run(row.group(2))));
    }

    private static void run(String command) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        try (var served = Served.by(TestOrigin.router())) {
            var process = new ProcessBuilder(
                            "/bin/sh", "-c", command.replaceFirst("curl", "curl -sS -o /dev/null -w '%{http_code}'"))
                    .redirectErrorStream(true);
            process.environment().put("ORIGIN", served.server().url());
            String status = new String(process.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(status).isEqualTo(expected(command));
        }
    }

    private static String expected(String command) {
        if (command.contains("echo-socket")) {
            return "426";
        }
        return command.contains("status/503") ? "503" : "200";
    }
}
