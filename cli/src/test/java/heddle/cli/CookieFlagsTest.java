package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieFlagsTest {
    private final Loops loops = Loops.open(1);
    private HttpServer origin;

    @BeforeAll
    void serve() throws IOException {
        origin = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
    }

    @AfterAll
    void stop() {
        origin.close();
        loops.close();
    }

    @Test
    void cookies_are_sent_kept_and_saved_as_curl_does(@TempDir Path folder) throws IOException {
        String jar = folder.resolve("cookies.txt").toString();
        Session.of("get", "-b", jar, "-c", jar, origin.url() + "/cookie/colour/blue");
        assertThat(Files.readString(Path.of(jar))).contains("127.0.0.1\tFALSE\t/\tFALSE\t0\tcolour\tblue\n");
        assertThat(Session.of("get", "-b", jar, origin.url() + "/headers").out())
                .contains("colour=blue");
        assertThat(Session.of("get", "-b", "a=1; b=2", origin.url() + "/headers")
                        .out())
                .contains("a=1; b=2");
        assertThat(Session.of("get", "-c", "-", origin.url() + "/cookie/size/9").out())
                .endsWith("\tsize\t9\n");
        assertThat(Session.of("get", origin.url() + "/headers").out()).doesNotContainIgnoringCase("cookie");
    }

    @Test
    void a_cookie_file_that_is_none_is_an_error_that_names_the_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello\n");
        Session session = Session.of("get", "-b", file.toString(), origin.url() + "/headers");
        assertThat(session.end()).isEqualTo(ExitCode.LOCAL_IO);
        assertThat(session.err()).contains("notes.txt: line 1").hasLineCount(1);
    }

    @Test
    void fetch_sends_them_too_and_without_asking_keeps_none(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("cookies.txt");
        Session.of("get", "-c", jar.toString(), origin.url() + "/cookie/colour/blue");
        Path list = Files.writeString(
                folder.resolve("urls.txt"), origin.url() + "/cookie/size/9\n" + origin.url() + "/headers\n");
        assertThat(fetched(folder.resolve("with"), list, "-b", jar.toString())).contains("colour=blue", "size=9");
        assertThat(fetched(folder.resolve("without"), list)).doesNotContainIgnoringCase("cookie");
    }

    /// The headers of the last request, when a list is fetched URL after URL.
    private static String fetched(Path out, Path list, String... cookies) throws IOException {
        var words = new ArrayList<>(
                List.of("fetch", "-q", "-j", "1", "-f", "files", "-o", out.toString(), "-i", list.toString()));
        words.addAll(List.of(cookies));
        assertThat(Session.of(words.toArray(String[]::new)).end()).isEqualTo(ExitCode.OK);
        try (var files = Files.walk(out)) {
            return Files.readString(files.filter(path -> path.toString().endsWith("_headers"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
