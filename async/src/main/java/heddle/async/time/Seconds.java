package heddle.async.time;

import java.time.Duration;

/// How a limit is written for people: `0.25 s`.
public final class Seconds {
    private static final int NANO_DIGITS = 9;

    private Seconds() {}

    /// A time that is not negative in seconds, with as many places as it has.
    public static String text(Duration time) {
        if (time.toNanosPart() == 0) {
            return time.toSeconds() + " s";
        }
        var places = new StringBuilder(NANO_DIGITS).append(time.toNanosPart());
        places.insert(0, "0".repeat(NANO_DIGITS - places.length()));
        int end = places.length();
        while (places.charAt(end - 1) == '0') {
            end--;
        }
        return time.toSeconds() + "." + places.substring(0, end) + " s";
    }
}
