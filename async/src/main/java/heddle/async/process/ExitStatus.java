package heddle.async.process;

import java.util.OptionalInt;

/// How a process ended.
///
/// @param code what it returned; 128 and the number of the signal if one ended it, as shells count
public record ExitStatus(int code) {
    private static final int SIGNALLED = 128;
    private static final int SIGNALS_MAX = 64;

    /// Whether it says that all is well.
    public boolean isSuccess() {
        return code == 0;
    }

    /// The signal that ended it, such as 9 for a kill.
    public OptionalInt signal() {
        return code > SIGNALLED && code <= SIGNALLED + SIGNALS_MAX
                ? OptionalInt.of(code - SIGNALLED)
                : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return signal().isPresent() ? "signal " + signal().getAsInt() : "exit code " + code;
    }
}
