package heddle.testkit;

import java.time.Duration;

/// What a simulation did that ended well.
///
/// @param seed that decided it
/// @param elapsed how far its clock came
/// @param steps how many stretches of tasks and I/O threads it ran
/// @param fingerprint a number that stands for the whole trace: equal traces, equal fingerprints
/// @param trace every step, timer and packet, a line each, as far as it was kept: the same for the same seed and
///     program, byte for byte, in any JVM
public record SimulationReport(long seed, Duration elapsed, long steps, long fingerprint, String trace) {
    @Override
    public String toString() {
        return "SimulationReport[seed=%d, elapsed=%s, steps=%d, fingerprint=%016x]"
                .formatted(seed, elapsed, steps, fingerprint);
    }
}
