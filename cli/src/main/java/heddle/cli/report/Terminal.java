package heddle.cli.report;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a command writes: bytes of results to standard output, lines for people to either stream.
///
/// What comes from the network may hold escape sequences; a line written here never does: see [#printable]. A
/// reader that went away (`heddle ... | head`) shows as an [IOException] for results and as [#isClosed] for lines; what
/// else keeps lines from standard output, such as a full disk, as [#lost].
public final class Terminal {
    /// What messages call it.
    public static final Path STANDARD_OUTPUT = Path.of("standard output");

    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final OutputStream out;
    private final OutputStream err;
    private final boolean isOutTerminal;
    private final boolean isInteractive;
    private volatile boolean closed;
    private volatile @Nullable IOException lost;
    private boolean isDrawn;
    private boolean isDrawingOver;

    /// A terminal over two streams, each with whether a person sees it.
    public Terminal(OutputStream out, boolean isOutTerminal, OutputStream err, boolean isErrTerminal) {
        this.out = out;
        this.err = err;
        this.isOutTerminal = isOutTerminal;
        this.isInteractive = isErrTerminal;
    }

    /// The streams of the process. Unbuffered: a line is one write.
    public static Terminal ofProcess() {
        return new Terminal(
                new FileOutputStream(FileDescriptor.out),
                isTerminal("1"),
                new FileOutputStream(FileDescriptor.err),
                isTerminal("2"));
    }

    /// Standard output as bytes, for results that may be anything.
    public OutputStream out() {
        return out;
    }

    /// Writes a line to standard output.
    public synchronized void line(String text) {
        erase();
        writeOut(printable(text) + "\n");
    }

    /// Writes a line to standard error.
    public synchronized void note(String text) {
        erase();
        writeErr(printable(text) + "\n");
    }

    /// Writes a line whose parts [Paint] has made fit to print, to standard output.
    public synchronized void paintedLine(String text) {
        erase();
        writeOut(text + "\n");
    }

    /// Writes a line whose parts [Paint] has made fit to print, to standard error.
    public synchronized void paintedNote(String text) {
        erase();
        writeErr(text + "\n");
    }

    /// Draws lines, whose parts [Paint] has made fit to print, on standard error, below all that was written. They
    /// are gone when anything else is written, or other lines are drawn.
    ///
    /// The cursor waits at the beginning of the first one and stays visible: whatever another program writes there,
    /// what the size of the window becomes, and however this process ends, there is nothing to be put right.
    public synchronized void draw(List<String> lines) {
        if (isDrawingOver || lines.isEmpty()) {
            return;
        }
        var text = new StringBuilder("\r");
        for (int line = 0; line < lines.size(); line++) {
            text.append(line == 0 ? "" : "\n").append(lines.get(line)).append(ERASE_LINE);
        }
        text.append(ERASE_BELOW)
                .append(lines.size() > 1 ? "\u001b[" + (lines.size() - 1) + "A" : "")
                .append('\r');
        isDrawn = true;
        writeErr(text.toString());
    }

    /// Erases what is drawn.
    public synchronized void erase() {
        if (isDrawn) {
            isDrawn = false;
            writeErr("\r" + ERASE_BELOW);
        }
    }

    /// Erases what is drawn, and lets nothing more be.
    public synchronized void endDrawing() {
        erase();
        isDrawingOver = true;
    }

    /// Whether standard output is a terminal.
    public boolean isOutTerminal() {
        return isOutTerminal;
    }

    /// Whether standard error is a terminal, where a progress line can be drawn again and again.
    public boolean isInteractive() {
        return isInteractive;
    }

    /// Whether a reader went away: nothing that is written will be seen.
    public boolean isClosed() {
        return closed;
    }

    private void writeOut(String text) {
        try {
            write(out, text);
        } catch (IOException e) {
            lost = isReaderGone(e) ? lost : e;
            closed = true;
        }
    }

    private void writeErr(String text) {
        try {
            write(err, text);
        } catch (IOException gone) {
            closed = true;
        }
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /// What kept a line from standard output, unless that was only its reader who went away.
    public Optional<IOException> lost() {
        return Optional.ofNullable(lost);
    }

    /// Whether this says that nobody reads any more: nobody wants the rest then, as in `heddle ... | head -1`. Who
    /// writes to a full disk does want it.
    public static boolean isReaderGone(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /// The text with every control character but line feed and tab, and every character that reorders text, written
    /// as `\x1b` or `\u202e`: escape sequences of a hostile server do nothing.
    public static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHarmful(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isHarmful(c)) {
                safe.append(c);
            } else {
                safe.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
            }
        }
        return safe.toString();
    }

    private static boolean isHarmful(char c) {
        if (c < ' ') {
            return c != '\n' && c != '\t';
        }
        return (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /// Linux tells by the file behind the descriptor, without any library; elsewhere the console answers for all.
    private static boolean isTerminal(String descriptor) {
        var link = Path.of("/proc/self/fd", descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .isPresent();
        }
    }
}
