package heddle.async.view;

import java.time.Duration;

/// How closely to look. Immutable: start with [#defaults()] and change what is to be different.
///
/// - `tasksMax`: how many tasks are looked at; 10,000. The rest is counted.
/// - `timeMax`: how long the look may take; 2 s. What it does not come to is counted.
/// - `withStacks`: whether tasks show all their frames, and stand for no others; they do not.
public record ViewOptions(int tasksMax, Duration timeMax, boolean withStacks) {
    private static final ViewOptions DEFAULTS = new ViewOptions(10_000, Duration.ofSeconds(2), false);

    /// Checks the ranges.
    public ViewOptions {
        if (tasksMax < 1) {
            throw new IllegalArgumentException("tasksMax is " + tasksMax + "; it must be at least 1");
        }
        if (!timeMax.isPositive()) {
            throw new IllegalArgumentException("timeMax is " + timeMax + "; it must be positive");
        }
    }

    /// The defaults above.
    public static ViewOptions defaults() {
        return DEFAULTS;
    }

    /// These options with another number of tasks.
    public ViewOptions tasksMax(int other) {
        return new ViewOptions(other, timeMax, withStacks);
    }

    /// These options with another limit of time.
    public ViewOptions timeMax(Duration other) {
        return new ViewOptions(tasksMax, other, withStacks);
    }

    /// These options with or without all frames.
    public ViewOptions withStacks(boolean other) {
        return new ViewOptions(tasksMax, timeMax, other);
    }
}
