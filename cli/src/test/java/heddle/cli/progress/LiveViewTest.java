package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Paint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveViewTest {
    private static final String COLOUR = "\u001b\\[[0-9]+m";

    private static List<String> lines(int columns, int rows, Paint paint) {
        return new LiveView(paint).lines(Moments.usual(Optional.of(Moments.BIG)), new WindowSize(columns, rows));
    }

    @Test
    void a_usual_terminal_shows_all_of_it() {
        assertThat(lines(80, 24, Paint.NONE))
                .containsExactly(
                        "1,000 of 1,200   [##############################......]   83 %   ETA 2 min 30 s",
                        "50/s now, 400/s mean   2.5 MB, 1.0 MB/s   after 2 s",
                        "7 in flight   12 hosts, 3 ready, 1 parked   4 retries",
                        "10 failed (1.0 %)   p50 0.120 s, p90 0.480 s, p99 2.100 s",
                        "longest: big.example: 300 left, 2 min 30 s at its pace",
                        "bad.example: 8 of 20 failed   worse\\x1b[31m.example: 2 of 4 failed");
    }

    @Test
    void a_narrow_one_shows_it_on_more_lines_without_the_bar() {
        assertThat(lines(40, 24, Paint.NONE))
                .containsExactly(
                        "1,000 of 1,200   83 %   ETA 2 min 30 s",
                        "50/s now, 400/s mean   2.5 MB, 1.0 MB/s",
                        "after 2 s",
                        "7 in flight",
                        "12 hosts, 3 ready, 1 parked   4 retries",
                        "10 failed (1.0 %)",
                        "p50 0.120 s, p90 0.480 s, p99 2.100 s",
                        "longest: big.example: 300 left, 2 min \u2026",
                        "bad.example: 8 of 20 failed",
                        "worse\\x1b[31m.example: 2 of 4 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 23, 40, 79, 80, 81, 200})
    void no_line_is_as_long_as_the_window_is_wide(int columns) {
        assertThat(lines(columns, 100, Paint.NONE))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(1, columns - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void a_low_window_shows_the_first_lines(int rows) {
        assertThat(lines(80, rows, Paint.NONE))
                .hasSize(Math.max(1, rows - 1))
                .first()
                .asString()
                .startsWith("1,000");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 80, 120})
    void colours_change_no_word(int columns) {
        List<String> painted = lines(columns, 24, new Paint(true));
        assertThat(painted).anySatisfy(line -> assertThat(line).contains("\u001b[31m10 failed"));
        assertThat(painted.stream().map(line -> line.replaceAll(COLOUR, "")).toList())
                .isEqualTo(lines(columns, 24, Paint.NONE));
    }

    @Test
    void no_control_character_of_a_host_reaches_the_terminal() {
        assertThat(lines(80, 24, Paint.NONE))
                .allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }

    @Test
    void a_list_that_is_not_read_to_its_end_has_no_share() {
        var moment = new Moment(Moments.statistics(2500, 990, 1200, false), 50, 0, Optional.empty());
        assertThat(new LiveView(Paint.NONE).lines(moment, WindowSize.USUAL).getFirst())
                .isEqualTo("1,000 of 1,200+   ETA over 4 s");
    }
}
