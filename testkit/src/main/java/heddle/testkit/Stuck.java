package heddle.testkit;

import java.io.Serial;

/// A simulation cannot go on, or must not. The message says why, and who waits where.
final class Stuck extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
        super(message);
    }

    Stuck(String message, Throwable cause) {
        super(message, cause);
    }
}
