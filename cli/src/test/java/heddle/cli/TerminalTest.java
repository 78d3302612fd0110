package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.report.Terminal;
import java.io.IOException;
import java.io.OutputStream;
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
}
