package heddle.cli.report;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard error for whoever writes there past the commands, such as the log: each line goes by way of the terminal,
/// which takes away what it has drawn, and shows control characters.
public final class TerminalLines extends OutputStream {
    private static final int LINE_BYTES_MAX = 1 << 16;

    private final Terminal terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private TerminalLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /// One over a terminal.
    public static PrintStream stream(Terminal terminal) {
        return new PrintStream(new TerminalLines(terminal), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || line.size() == LINE_BYTES_MAX) {
            terminal.note(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        if (b != '\n') {
            line.write(b);
        }
    }
}
