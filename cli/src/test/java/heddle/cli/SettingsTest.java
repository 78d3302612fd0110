package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a file and in the environment, and what comes of it.
class SettingsTest {
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path folder;

    private String file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("settings.toml"), String.join("\n", lines))
                .toString();
    }

    private static String printed(Map<String, String> environment, String... words) {
        Session session = Session.in(environment, words);
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        return session.out();
    }

    private static String refusal(Map<String, String> environment, String... words) {
        Session session = Session.in(environment, words);
        assertThat(session.end()).as(session.out()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).hasLineCount(1);
        return session.err();
    }

    @Test
    void the_command_line_goes_before_the_environment_and_that_before_the_file() throws IOException {
        String file = file("max-concurrency = 1", "[fetch]", "host-concurrency = 2", "loops = 2", "max-time = '7s'");
        String printed = printed(
                Map.of("HEDDLE_LOOPS", "3", "HEDDLE_HOST_CONCURRENCY", "3"),
                "fetch",
                "--config",
                file,
                "--host-concurrency=4",
                "--print-config");
        assertThat(printed)
                .containsPattern("max-concurrency = 1 +# .*settings.toml, line 1\n")
                .containsPattern("host-concurrency = 4 +# command line\n")
                .containsPattern("loops = 3 +# HEDDLE_LOOPS\n")
                .containsPattern("max-time = \"7s\" +# .*settings.toml, line 5\n")
                .containsPattern("\n# connect-timeout = +# Limit connecting");
    }

    @Test
    void a_table_is_stronger_than_the_top_and_of_no_concern_to_other_commands() throws IOException {
        String file = file("max-time = 1", "[get]", "max-time = 2", "include = true");
        assertThat(printed(NONE, "get", "--config", file, "--print-config"))
                .containsPattern("max-time = 2 ")
                .containsPattern("include = true ");
        assertThat(printed(NONE, "fetch", "--config", file, "--print-config")).containsPattern("max-time = 1 ");
    }

    @Test
    void passwords_and_tokens_are_not_printed() {
        String printed = printed(
                NONE,
                "fetch",
                "-u=me:hidden",
                "--proxy=http://me:hidden@proxy.example",
                "--proxy-user=me:hidden",
                "--cert=file.pem:hidden",
                "--pass=hidden",
                "--print-config");
        assertThat(printed)
                .doesNotContain("hidden")
                .containsPattern("# proxy-user = +# command line; a secret, not shown\n");
    }

    @Test
    void fields_that_say_who_somebody_is_are_not_printed() {
        assertThat(printed(NONE, "fetch", "-H", "Authorization: Bearer hidden", "-b", "id=hidden", "--print-config"))
                .doesNotContain("hidden")
                .containsPattern("\n# header = +# command line; a secret, not shown\n")
                .containsPattern("\n# cookie = +# command line; a secret, not shown\n");
        assertThat(printed(
                        NONE,
                        "get",
                        "-H",
                        "A: b",
                        "-H",
                        "cookie : hidden",
                        "-H",
                        "proxy-authorization:hidden",
                        "--print-config"))
                .doesNotContain("hidden")
                .containsPattern("\nheader = \\[\"A: b\"] +# command line; secrets among them are not shown\n");
    }

    @Test
    void what_is_printed_can_be_a_file_of_settings() throws IOException {
        String[] words = {
            "fetch", "-H", "A: \"b\" \\ c", "-H", "D: é", "-k", "-m", "0.5", "-j", "7", "--http1.1", "--print-config"
        };
        String printed = printed(NONE, words);
        String again = printed(NONE, "fetch", "--config", file(printed), "--print-config");
        assertThat(withoutOrigins(again))
                .isEqualTo(withoutOrigins(printed))
                .contains("insecure = true", "\"http1.1\" = true");
    }

    private static String withoutOrigins(String printed) {
        return printed.replaceAll(" +# (command line|.*, line [0-9]+)\n", "\n");
    }

    @Test
    void a_stronger_place_replaces_all_values_of_a_weaker_one() throws IOException {
        String file = file("header = ['A: 1', 'B: 2']");
        assertThat(printed(NONE, "get", "--config", file, "--print-config"))
                .containsPattern("header = \\[\"A: 1\", \"B: 2\"\\]");
        assertThat(printed(NONE, "get", "--config", file, "-H", "C: 3", "--print-config"))
                .containsPattern("header = \\[\"C: 3\"\\]");
    }

    @Test
    void a_flag_of_the_file_can_be_turned_off_by_the_environment() throws IOException {
        String file = file("insecure = true");
        assertThat(printed(Map.of("HEDDLE_INSECURE", "false"), "get", "--config", file, "--print-config"))
                .containsPattern("insecure = false +# HEDDLE_INSECURE");
    }

    @Test
    void the_file_can_be_named_by_the_environment() throws IOException {
        assertThat(printed(Map.of("HEDDLE_CONFIG", file("loops = 2")), "fetch", "--print-config"))
                .containsPattern("loops = 2 ");
    }

    @Test
    void settings_reach_the_command() throws IOException {
        String file = file("color = 'red'");
        assertThat(refusal(NONE, "fetch", "--config", file, "http://127.0.0.1:9/"))
                .contains("--color must be one of");
    }

    @Test
    void what_is_wrong_is_said_of_the_place_where_it_stands() throws IOException {
        assertThat(refusal(NONE, "fetch", "--config", file("", "max-concurency = 3")))
                .contains("settings.toml, line 2: 'max-concurency' is no setting")
                .contains("did you mean 'max-concurrency'?");
        assertThat(refusal(NONE, "fetch", "--config", file("[fetch]", "include = true")))
                .contains("line 2: 'include' is no setting of 'heddle fetch'");
        assertThat(refusal(NONE, "fetch", "--config", file("loops = 'many'")))
                .contains("settings.toml, line 1: ", "--loops", "many");
        assertThat(refusal(NONE, "fetch", "--config", file("insecure = 3"))).contains("line 1", "true or false");
        assertThat(refusal(NONE, "fetch", "--config", file("loops = {a = 1}"))).contains("line 1", "a number");
        assertThat(refusal(NONE, "fetch", "--config", file("loops = = 1"))).contains("settings.toml, line 1: ");
        assertThat(refusal(NONE, "fetch", "--config", "/no/such.toml")).contains("/no/such.toml");
        assertThat(refusal(Map.of("HEDDLE_MAX_TIME", "soon"), "fetch", "http://a/"))
                .contains("HEDDLE_MAX_TIME: ", "'soon' is not a time");
        assertThat(refusal(Map.of("HEDDLE_MAX_TIMES", "1"), "fetch", "http://a/"))
                .contains("HEDDLE_MAX_TIMES", "did you mean 'HEDDLE_MAX_TIME'?");
    }

    @Test
    void what_starts_a_job_over_is_only_asked_for_by_hand() throws IOException {
        assertThat(refusal(NONE, "fetch", "--config", file("fresh = true"))).contains("'fresh' is no setting");
        assertThat(refusal(Map.of("HEDDLE_FRESH", "true"), "fetch", "http://a/"))
                .contains("HEDDLE_FRESH");
    }

    @Test
    void variables_of_the_script_are_no_settings() {
        assertThat(printed(Map.of("HEDDLE_JAVA", "/x", "HEDDLE_JVM_OPTIONS", "-Xmx1g"), "fetch", "--print-config"))
                .startsWith("# What 'heddle fetch' would go by.");
    }
}
