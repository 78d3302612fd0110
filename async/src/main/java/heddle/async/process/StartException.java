package heddle.async.process;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A process could not be started. Says which, why, and what to do about it.
public final class StartException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final StartFailure failure;

    StartException(StartFailure failure, Command command, String reason, @Nullable Throwable cause) {
        super("Cannot start %s: %s".formatted(command.program(), reason), cause);
        this.failure = failure;
    }

    public StartFailure failure() {
        return failure;
    }
}
