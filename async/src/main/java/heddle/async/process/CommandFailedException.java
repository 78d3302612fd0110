package heddle.async.process;

import java.io.IOException;
import java.io.Serial;

/// A process ended with something else than zero.
public final class CommandFailedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_MAX = 500;

    private final transient Completed completed;

    CommandFailedException(Completed completed) {
        super("%s ended with %s%s".formatted(completed.program(), completed.status(), lastWords(completed)));
        this.completed = completed;
    }

    /// The process and all that it said.
    public Completed completed() {
        return completed;
    }

    private static String lastWords(Completed completed) {
        var said = completed.errorText().strip();
        return said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - SHOWN_MAX));
    }
}
