package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Paint;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLinesTest {
    private static final HostTable HOSTS = new HostTable(
            1234,
            0,
            List.of(
                    host("bad.example:8080", 70, 300),
                    host("a-name-that-is-too-long-for-any-table-of-hosts.example", 0, 20),
                    host("evil\u001b[2J.example", 0, 1)));

    private static HostAccount host(String name, long failed, long ok) {
        Duration time = Duration.ofMillis(120).multipliedBy(ok);
        return new HostAccount(name, ok, failed, 2, 5, 1000, time, Duration.ofSeconds(3));
    }

    private static List<String> lines(int columns) {
        return new HostLines(Paint.NONE).lines(HOSTS, new WindowSize(columns, 24));
    }

    @Test
    void a_usual_terminal_shows_all_columns() {
        assertThat(lines(80))
                .containsExactly(
                        "worst of 1,234 hosts           failed    of URLs  4xx/5xx       mean    longest",
                        "bad.example:8080                   70        370        2    0.120 s    3.000 s",
                        "a-name-that-is-too-long-for\u2026        0         20        2    0.120 s    3.000 s",
                        "evil\\x1b[2J.example                 0          1        2    0.120 s    3.000 s");
    }

    @Test
    void a_narrow_one_shows_what_matters_most() {
        assertThat(lines(40))
                .startsWith("worst of 1,234 hos\u2026   failed    of URLs", "bad.example:8080          70        370");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 22, 40, 60, 79, 80, 200})
    void no_line_is_as_long_as_the_window_is_wide(int columns) {
        assertThat(lines(columns))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(1, columns - 1)));
    }

    @Test
    void no_control_character_of_a_host_reaches_the_terminal() {
        assertThat(lines(80)).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }

    @Test
    void all_of_few_hosts_are_shown_without_a_choice() {
        HostTable two = new HostTable(2, 0, HOSTS.worst().subList(0, 2));
        assertThat(new HostLines(Paint.NONE).lines(two, WindowSize.USUAL))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("2 hosts ");
    }
}
