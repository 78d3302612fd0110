package heddle.fetch.account;

import java.time.Duration;
import java.util.Locale;

/// Times as people read them: two units at most, `850 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`, `4 d 7 h`.
public final class TimeText {
    private TimeText() {}

    /// The text of a time.
    public static String of(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return two(time.toMinutes(), "min", time.toSecondsPart(), "s");
        }
        return time.compareTo(Duration.ofDays(1)) < 0
                ? two(time.toHours(), "h", time.toMinutesPart(), "min")
                : two(time.toDays(), "d", time.toHoursPart(), "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        String text = String.format(Locale.ROOT, "%,d %s", large, largeUnit);
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }
}
