package heddle.testkit;

import java.time.Duration;

/// The seeds to search, from the first on, while there is time.
///
/// The system property `heddle.simulation.seed` puts itself in the place of them all: that is how a failure is
/// replayed.
///
/// @param first the first seed
/// @param count how many seeds at most
/// @param realTimeMax no seed is begun after so much real time
public record Seeds(long first, long count, Duration realTimeMax) {
    static final String PROPERTY = "heddle.simulation.seed";

    private static final Duration UNLIMITED = Duration.ofDays(36_500);

    /// Checks the ranges.
    public Seeds {
        if (count < 1 || !realTimeMax.isPositive()) {
            throw new IllegalArgumentException(
                    "there must be at least one seed and some time, not " + count + " and " + realTimeMax);
        }
    }

    /// `count` seeds from `first` on.
    public static Seeds of(long first, long count) {
        return new Seeds(first, count, UNLIMITED);
    }

    /// These seeds, as far as they can be run within `limit` of real time.
    public Seeds within(Duration limit) {
        return new Seeds(first, count, limit);
    }

    /// The one that the system property names, else these.
    Seeds orReplayed() {
        var wanted = System.getProperty(PROPERTY);
        if (wanted == null || wanted.isBlank()) {
            return this;
        }
        try {
            return of(Long.parseLong(wanted.strip()), 1);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PROPERTY + " is \"" + wanted + "\"; it must be a whole number", e);
        }
    }
}
