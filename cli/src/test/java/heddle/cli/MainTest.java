package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void the_version_is_told() {
        assertThat(Session.of("--version").out()).matches("heddle \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void without_words_the_help_names_every_command() {
        Session session = Session.of();
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out())
                .contains(Commands.names())
                .doesNotContain(TrainCommand.NAME, LessonCommand.NAME, StrategyCommand.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "check", "compare", "get", "serve", "run", "ps", "pstree", "man", "completion"})
    void every_command_explains_itself_with_examples(String command) {
        Session session = Session.of(command, "--help");
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).startsWith("Usage: heddle " + command).contains("Examples:\n  heddle " + command);
        assertThat(session.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(session).isEqualTo(Session.of("help", command));
    }

    @Test
    void a_mistyped_command_is_told_the_nearest() {
        Session session = Session.of("ftech");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err())
                .isEqualTo("heddle: there is no command 'ftech'; did you mean 'fetch'?; see 'heddle --help'\n");
    }

    @Test
    void an_option_that_is_like_no_other_is_told_none() {
        assertThat(Session.of("fetch", "--nosuch").err())
                .isEqualTo("heddle: unknown option '--nosuch'; see 'heddle fetch --help'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-concurency", "--concurrency", "--max-concurrency-x=4"})
    void a_mistyped_option_is_told_the_nearest(String option) {
        Session session = Session.of("fetch", option, "http://127.0.0.1:9/");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err())
                .contains("unknown option", "-concurrency'?", "heddle fetch --help")
                .hasLineCount(1);
    }

    @Test
    void a_wrong_value_is_a_usage_error_that_says_what_to_write() {
        for (List<String> words : List.of(
                List.of("fetch", "-j", "0", "http://a/"),
                List.of("fetch", "-j", "many", "http://a/"),
                List.of("fetch", "-m", "soon", "http://a/"),
                List.of("fetch", "--max-filesize", "big", "http://a/"),
                List.of("fetch", "-f", "xml", "http://a/"),
                List.of("fetch", "-H", "nonsense", "http://a/"),
                List.of("fetch", "--progress", "loud", "http://a/"),
                List.of("fetch", "--color", "red", "http://a/"),
                List.of("compare", "--color", "sometimes"),
                List.of("fetch"),
                List.of("fetch", "-i", "/"),
                List.of("run"),
                List.of("get"),
                List.of("get", "http://a/", "http://b/"),
                List.of("get", "http://[::1/"),
                List.of("get", "ftp://a/"),
                List.of("serve", "--port", "70000"),
                List.of("compare", "--strategies", "async,magic"))) {
            Session session = Session.of(words.toArray(String[]::new));
            assertThat(session.end()).as("%s: %s", words, session.err()).isEqualTo(ExitCode.USAGE);
            assertThat(session.err()).startsWith("heddle: ").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "99999999999", ""})
    void a_number_that_is_none_is_told_in_plain_words(String number) {
        assertThat(Session.of("fetch", "-j", number, "http://a/").err())
                .contains("'" + number + "' is not a whole number below a billion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "check", "get"})
    void the_help_begins_with_what_the_command_is_for(String command) {
        String help = Session.of(command, "--help").out();
        assertThat(help.indexOf("Output:"))
                .isPositive()
                .isLessThan(help.indexOf("How it is asked for:"))
                .isLessThan(help.indexOf("Connections:"));
    }

    @Test
    void only_a_fetch_goes_on_after_its_time() {
        assertThat(help("fetch")).contains("exit code 15; the same command goes on.");
        assertThat(help("check")).contains("exit code 15; the report is of what is known");
    }

    /// Without its line ends.
    private static String help(String command) {
        return Session.of(command, "--help").out().replaceAll("\\s+", " ");
    }

    @Test
    void the_help_tells_of_every_exit_code() {
        String help = Session.of().out();
        String codes = help.substring(help.indexOf("Exit codes:"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(codes).containsPattern("\\b" + code.number() + "\\b");
        }
    }

    @Test
    void a_mistyped_list_does_not_cost_the_results_of_an_earlier_run(@TempDir Path folder) throws IOException {
        Path results = Files.writeString(folder.resolve("results.jsonl"), "dear");
        Session session = Session.of("fetch", "-o", folder.toString(), "-i", "/no/such/list");
        assertThat(session).isEqualTo(new Session(ExitCode.LOCAL_IO, "", "heddle: /no/such/list does not exist\n"));
        assertThat(results).hasContent("dear");
    }

    @Test
    void a_list_that_does_not_exist_is_a_local_error_with_its_path() {
        Session session = Session.of("fetch", "-f", "none", "-i", "/no/such/list");
        assertThat(session.end()).isEqualTo(ExitCode.LOCAL_IO);
        assertThat(session.err()).isEqualTo("heddle: /no/such/list does not exist\n");
    }
}
