package heddle.testkit;

import java.time.Duration;

/// When a simulation is stopped, and how much of it is kept. Immutable: start with [#defaults()].
///
/// @param virtualTimeMax how far its clock may come; a day
/// @param stepsMax how many steps it may take; 100 million
/// @param realTimeMax how long it may take on the clock of this machine; 30 s
/// @param traceCharsMax how much of the trace is kept as text; 16 Mi characters. The fingerprint counts all of it.
public record SimulationOptions(Duration virtualTimeMax, long stepsMax, Duration realTimeMax, int traceCharsMax) {
    private static final SimulationOptions DEFAULTS =
            new SimulationOptions(Duration.ofDays(1), 100_000_000, Duration.ofSeconds(30), 16 << 20);

    /// Checks the ranges.
    public SimulationOptions {
        if (!virtualTimeMax.isPositive() || !realTimeMax.isPositive() || stepsMax < 1) {
            throw new IllegalArgumentException("the limits of a simulation must be positive, not " + virtualTimeMax
                    + ", " + realTimeMax + " and " + stepsMax + " steps");
        }
        if (traceCharsMax < 0) {
            throw new IllegalArgumentException("traceCharsMax must not be negative, not " + traceCharsMax);
        }
    }

    /// The defaults above.
    public static SimulationOptions defaults() {
        return DEFAULTS;
    }

    /// These options with another limit of virtual time.
    public SimulationOptions virtualTimeMax(Duration other) {
        return new SimulationOptions(other, stepsMax, realTimeMax, traceCharsMax);
    }

    /// These options with another limit of steps.
    public SimulationOptions stepsMax(long other) {
        return new SimulationOptions(virtualTimeMax, other, realTimeMax, traceCharsMax);
    }

    /// These options with another limit of real time.
    public SimulationOptions realTimeMax(Duration other) {
        return new SimulationOptions(virtualTimeMax, stepsMax, other, traceCharsMax);
    }

    /// These options with another length of the trace's text.
    public SimulationOptions traceCharsMax(int other) {
        return new SimulationOptions(virtualTimeMax, stepsMax, realTimeMax, other);
    }
}
