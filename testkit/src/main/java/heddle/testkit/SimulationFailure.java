package heddle.testkit;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A simulation failed: its scenario did, or a task that nobody awaited, or it could not go on. The cause says what
/// happened, the message also when, how to see it again, and what came last.
public final class SimulationFailure extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final String replayCommand;
    private final String trace;

    SimulationFailure(long seed, String message, String replayCommand, String trace, @Nullable Throwable cause) {
        super(message, cause);
        this.seed = seed;
        this.replayCommand = replayCommand;
        this.trace = trace;
    }

    /// The seed that failed.
    public long seed() {
        return seed;
    }

    /// The command that runs it again, and nothing else.
    public String replayCommand() {
        return replayCommand;
    }

    /// The trace up to the failure, as far as it was kept.
    public String trace() {
        return trace;
    }
}
