package heddle.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Paint.When;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaintTest {
    private static final Map<String, String> COLOURFUL = Map.of("TERM", "xterm-256color");

    @Test
    void words_are_coloured_on_a_terminal_and_never_in_a_pipe() {
        assertThat(Paint.of(When.AUTO, true, COLOURFUL).bad("no")).isEqualTo("\u001b[31mno\u001b[0m");
        assertThat(Paint.of(When.AUTO, false, COLOURFUL).bad("no")).isEqualTo("no");
    }

    @Test
    void no_color_and_dumb_terminals_have_no_colour() {
        assertThat(Paint.of(When.AUTO, true, Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .isOn())
                .isFalse();
        assertThat(Paint.of(When.AUTO, true, Map.of("TERM", "xterm", "NO_COLOR", ""))
                        .isOn())
                .isTrue();
        assertThat(Paint.of(When.AUTO, true, Map.of("TERM", "dumb")).isOn()).isFalse();
        assertThat(Paint.of(When.AUTO, true, Map.of()).isOn()).isFalse();
    }

    @Test
    void the_command_line_is_stronger_than_the_environment() {
        assertThat(Paint.of(When.ALWAYS, false, Map.of("NO_COLOR", "1")).isOn()).isTrue();
        assertThat(Paint.of(When.NEVER, true, COLOURFUL).isOn()).isFalse();
    }

    @Test
    void what_comes_from_outside_cannot_paint() {
        assertThat(Paint.NONE.good("a\u001b[31mb")).isEqualTo("a\\x1b[31mb");
        assertThat(new Paint(true).good("a\u001b[31mb")).isEqualTo("\u001b[32ma\\x1b[31mb\u001b[0m");
    }

    @Test
    void the_table_marks_the_quickest_and_what_failed() {
        String table = ComparisonTable.of(Comparisons.many(200), new Paint(true));
        assertThat(table.lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("\u001b[1mstrategy"),
                        blocking -> assertThat(blocking).startsWith("\u001b[31mblocking"),
                        threads -> assertThat(threads).startsWith("\u001b[31mthreads"),
                        virtual -> assertThat(virtual).startsWith("\u001b[31mvirtual"),
                        async -> assertThat(async).startsWith("\u001b[31masync"),
                        limit -> assertThat(limit).startsWith("\u001b[2mlimit").endsWith("\u001b[0m"));
        assertThat(ComparisonTable.of(Comparisons.five(), new Paint(true)).lines())
                .anyMatch(line -> line.startsWith("\u001b[32masync"))
                .noneMatch(line -> line.startsWith("\u001b[32mblocking"));
        assertThat(ComparisonTable.of(Comparisons.many(200), Paint.NONE)).doesNotContain("\u001b");
    }
}
