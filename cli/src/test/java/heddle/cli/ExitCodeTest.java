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
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a fetch ends, by what became of its URLs and by its limits. Signals are in [SignalsTest], files that cannot be
/// written in [LimitsTest], a full disk in [GetCommandTest].
class ExitCodeTest {
    @TempDir
    Path folder;

    private final Loops loops = Loops.open(1);
    private HttpServer origin;

    @BeforeEach
    void serve() throws IOException {
        origin = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
    }

    @AfterEach
    void stop() {
        origin.close();
        loops.close();
    }

    private Session fetch(String... words) {
        var all = new ArrayList<>(List.of("fetch", "-o", folder.resolve("out").toString()));
        all.addAll(List.of(words));
        return Session.of(all.toArray(String[]::new));
    }

    @Test
    void all_fetched_is_0() {
        assertThat(fetch(origin.url() + "/bytes/3").end().number()).isZero();
    }

    @Test
    void nothing_reached_is_4() {
        assertThat(fetch("http://127.0.0.1:1/").end().number()).isEqualTo(4);
    }

    @Test
    void some_failed_is_8() {
        assertThat(fetch("http://127.0.0.1:1/", origin.url() + "/bytes/3").end().number())
                .isEqualTo(8);
    }

    @Test
    void enough_read_is_14_and_the_same_command_goes_on() {
        String[] command = {"-j", "1", "--size-limit", "100", origin.url() + "/bytes/100", origin.url() + "/bytes/101"};
        Session first = fetch(command);
        assertThat(first.end().number()).as(first.err()).isEqualTo(14);
        assertThat(first.out()).startsWith("1 fetched, 0 failed, 1 skipped in ").contains("the same command goes on");
        Session second = fetch(command);
        assertThat(second.end().number()).as(second.err()).isZero();
        assertThat(second.err()).contains(", where 1 URL is done");
        assertThat(second.out()).startsWith("2 fetched, 0 failed, 0 skipped in ");
    }

    @Test
    void time_over_is_15() {
        Session session = fetch("--time-limit", "0.2", origin.url() + "/delay/30000");
        assertThat(session.end().number()).as(session.err()).isEqualTo(15);
    }

    @Test
    void a_limit_that_is_reached_with_the_last_url_is_none() {
        assertThat(fetch("--size-limit", "3", origin.url() + "/bytes/3").end().number())
                .isZero();
    }

    @Test
    void the_document_has_every_code_and_no_other() throws IOException {
        assertThat(told("fetch.md")).isEqualTo(numbers(EnumSet.complementOf(EnumSet.of(ExitCode.READER_GONE))));
    }

    /// Beside what the shell makes of the signals that end it.
    @Test
    void the_document_of_get_has_those_without_a_state_to_save() throws IOException {
        Set<Integer> codes = numbers(EnumSet.complementOf(
                EnumSet.of(ExitCode.STOPPED, ExitCode.FORCED, ExitCode.SIZE_LIMIT, ExitCode.TIME_LIMIT)));
        codes.addAll(List.of(130, 143));
        assertThat(told("get.md")).isEqualTo(codes);
    }

    private static Set<Integer> told(String name) throws IOException {
        String document = Files.readString(Path.of("../docs", name));
        return Pattern.compile("^\\| ([0-9]+)(?:, ([0-9]+))? \\|", Pattern.MULTILINE)
                .matcher(document.substring(document.indexOf("| exit code | meaning |")))
                .results()
                .flatMap(row -> Stream.of(row.group(1), row.group(2)))
                .filter(Objects::nonNull)
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> numbers(Set<ExitCode> codes) {
        return codes.stream().map(ExitCode::number).collect(Collectors.toCollection(TreeSet::new));
    }
}
