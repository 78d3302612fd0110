package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualCommandTest {
    @TempDir
    Path folder;

    @Test
    void the_page_of_a_command_has_its_options_and_examples() {
        String page = Session.of("man", "fetch").out();
        assertThat(page)
                .startsWith(".TH \"HEDDLE-FETCH\" 1")
                .contains(".SH NAME\nheddle\\-fetch \\- Fetches every URL of a list\n")
                .contains("\\fB\\-j\\fR, \\fB\\-\\-max\\-concurrency\\fR \\fIN\\fR\n")
                .contains(".SS \"List\"")
                .contains("heddle fetch \\-i urls.txt \\-o out");
    }

    @Test
    void the_page_of_the_whole_has_every_command() {
        assertThat(Session.of("man").out()).contains(Commands.names()).contains("heddle\\-fetch(1)");
    }

    @Test
    void man_can_read_the_pages() throws Exception {
        assumeTrue(isThere("mandoc") || isThere("groff"), "neither mandoc nor groff is installed");
        for (String name : Commands.names()) {
            Path page = Files.writeString(
                    folder.resolve(name + ".1"), Session.of("man", name).out());
            List<String> words = isThere("mandoc")
                    ? List.of("mandoc", "-Tlint", "-Werror", page.toString())
                    : List.of("groff", "-man", "-Tascii", "-ww", "-z", page.toString());
            assertThat(said(words)).as(name).isEmpty();
        }
    }

    @Test
    void the_completion_is_a_script_that_bash_can_read() throws Exception {
        Path script = Files.writeString(
                folder.resolve("heddle"), Session.of("completion").out());
        assertThat(script).content().contains("--max-concurrency", "pstree");
        assumeTrue(isThere("bash"), "bash is not installed");
        assertThat(said(List.of("bash", "-n", script.toString()))).isEmpty();
    }

    @Test
    void a_command_that_there_is_not_has_no_page() {
        Session session = Session.of("man", "ftech");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("there is no command 'ftech'");
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String said(List<String> words) throws Exception {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
