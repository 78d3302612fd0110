package heddle.http.cookie;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// The dates of cookies, which servers write in every shape; read as RFC 6265bis, 5.1.1 says, by looking for what
/// could be a time, a day, a month and a year, in that order for each word. All are UTC, whatever zone is named.
final class CookieDate {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int ABSENT = -1;

    private int hour = ABSENT;
    private int minute = ABSENT;
    private int second = ABSENT;
    private int day = ABSENT;
    private int month = ABSENT;
    private int year = ABSENT;

    private CookieDate() {}

    /// The date; empty for a text that holds none.
    static Optional<Instant> parse(String text) {
        var date = new CookieDate();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isDelimiter(text.charAt(i))) {
                if (i > start) {
                    date.take(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return date.instant();
    }

    private static boolean isDelimiter(char c) {
        return c == '\t'
                || (c >= 0x20 && c <= 0x2F)
                || (c >= 0x3B && c <= 0x40)
                || (c >= 0x5B && c <= 0x60)
                || (c >= 0x7B && c <= 0x7E);
    }

    /// The first rule that a word fits and that is not yet satisfied takes it.
    private void take(String word) {
        boolean isTaken = (hour == ABSENT && takeTime(word))
                || (day == ABSENT && takeDay(word))
                || (month == ABSENT && takeMonth(word));
        if (!isTaken && year == ABSENT) {
            takeYear(word);
        }
    }

    private boolean takeTime(String word) {
        int firstEnd = digitsEnd(word, 0);
        int secondEnd = isColon(word, firstEnd) ? digitsEnd(word, firstEnd + 1) : 0;
        int thirdEnd = isColon(word, secondEnd) ? digitsEnd(word, secondEnd + 1) : 0;
        boolean isTime = isShort(0, firstEnd) && isShort(firstEnd + 1, secondEnd) && isShort(secondEnd + 1, thirdEnd);
        if (isTime) {
            hour = number(word, 0, firstEnd);
            minute = number(word, firstEnd + 1, secondEnd);
            second = number(word, secondEnd + 1, thirdEnd);
        }
        return isTime;
    }

    private boolean takeDay(String word) {
        int end = digitsEnd(word, 0);
        boolean isDay = isShort(0, end);
        if (isDay) {
            day = number(word, 0, end);
        }
        return isDay;
    }

    private boolean takeMonth(String word) {
        int at =
                word.length() < 3 ? ABSENT : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT));
        boolean isMonth = at >= 0 && at % 3 == 0;
        if (isMonth) {
            month = at / 3 + 1;
        }
        return isMonth;
    }

    private void takeYear(String word) {
        int end = digitsEnd(word, 0);
        if (end < 2 || end > 4) {
            return;
        }
        int written = number(word, 0, end);
        year = written >= 70 && written <= 99 ? written + 1900 : written <= 69 ? written + 2000 : written;
    }

    private static int digitsEnd(String word, int start) {
        int end = start;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isColon(String word, int at) {
        return at > 0 && at < word.length() && word.charAt(at) == ':';
    }

    /// Whether there is one digit, or two.
    private static boolean isShort(int start, int end) {
        return end - start == 1 || end - start == 2;
    }

    private static int number(String word, int start, int end) {
        return Integer.parseInt(word, start, end, 10);
    }

    private Optional<Instant> instant() {
        if (year < 1601 || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
