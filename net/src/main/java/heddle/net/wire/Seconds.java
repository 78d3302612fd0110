package heddle.net.wire;

import java.math.BigDecimal;
import java.time.Duration;

/// How a limit is written for people: `0.25 s`.
final class Seconds {

    private static final int MILLIS_DIGITS = 3;

    private Seconds() {}

    static String text(Duration limit) {
        var seconds = BigDecimal.valueOf(limit.toMillis(), MILLIS_DIGITS).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }
}
