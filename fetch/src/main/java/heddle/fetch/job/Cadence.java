package heddle.fetch.job;

import java.time.Duration;

/// How often a job saves its state: what a sudden end can cost is what was fetched since.
///
/// @param every    after this time, if anything was done
/// @param outcomes or after so many outcomes
public record Cadence(Duration every, int outcomes) {
    private static final long MILLIS = 1_000;
    private static final int OUTCOMES = 10_000;

    /// Checks that both are some.
    public Cadence {
        if (!every.isPositive() || outcomes < 1) {
            throw new IllegalArgumentException("every " + every + " or " + outcomes + " outcomes; both must be some");
        }
    }

    /// Every second or 10,000 outcomes; the system property `heddle.fetch.checkpointMillis` says another time.
    public static Cadence defaults() {
        return new Cadence(Duration.ofMillis(Long.getLong("heddle.fetch.checkpointMillis", MILLIS)), OUTCOMES);
    }
}
