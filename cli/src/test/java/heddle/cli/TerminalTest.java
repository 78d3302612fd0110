package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Terminal;
import heddle.cli.report.TerminalLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void control_characters_are_shown_and_do_nothing() {
        assertThat(Terminal.printable("a\u001b[31mb\u0007\r\u009b\u202ec\td\n"))
                .isEqualTo("a\\x1b[31mb\\x07\\x0d\\x9b\\u202ec\td\n");
    }

    @Test
    void a_reader_that_went_away_is_no_error() {
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var terminal = new Terminal(broken, false, broken, false);
        terminal.line("hello");
        assertThat(terminal.isClosed()).isTrue();
    }

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal drawn = new Terminal(OutputStream.nullOutputStream(), false, err, true);

    private String written() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    @Test
    void what_others_write_to_standard_error_takes_the_place_of_what_is_drawn_and_does_nothing() {
        drawn.draw(List.of("one", "two"));
        written();
        var stream = TerminalLines.stream(drawn);
        stream.print("half of a ");
        assertThat(written()).isEmpty();
        stream.println("line \u001b[2J of W\u00f6rth");
        assertThat(written()).isEqualTo("\r\u001b[Jhalf of a line \\x1b[2J of W\u00f6rth\n");
    }

    @Test
    void lines_are_drawn_over_those_before_with_the_cursor_on_the_first() {
        drawn.draw(List.of("one", "two", "three"));
        assertThat(written()).isEqualTo("\rone\u001b[K\ntwo\u001b[K\nthree\u001b[K\u001b[J\u001b[2A\r");
        drawn.draw(List.of("one"));
        assertThat(written()).isEqualTo("\rone\u001b[K\u001b[J\r");
    }

    @Test
    void what_is_written_takes_the_place_of_what_is_drawn() {
        drawn.draw(List.of("one", "two"));
        written();
        drawn.note("something happened");
        assertThat(written()).isEqualTo("\r\u001b[Jsomething happened\n");
        drawn.note("again");
        assertThat(written()).isEqualTo("again\n");
    }

    @Test
    void once_drawing_is_over_nothing_is_drawn() {
        drawn.draw(List.of("one"));
        written();
        drawn.endDrawing();
        drawn.draw(List.of("two"));
        drawn.erase();
        assertThat(written()).isEqualTo("\r\u001b[J");
    }
}
