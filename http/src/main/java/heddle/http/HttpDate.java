package heddle.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as header fields write them (RFC 9110, 5.6.7). One form is written, all three are read:
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT    IMF-fixdate, the only one written
/// Sunday, 06-Nov-94 08:49:37 GMT   RFC 850; two digits of a year
/// Sun Nov  6 08:49:37 1994         asctime
/// ```
public final class HttpDate {
    private static final DateTimeFormatter FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String TIME = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})";
    private static final String MONTH = "(?<month>[A-Z][a-z]{2})";

    private static final Pattern IMF = Pattern.compile(
            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>[0-9]{2}) " + MONTH + " (?<year>[0-9]{4}) " + TIME + " GMT");
    private static final Pattern RFC_850 =
            Pattern.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>[0-9]{2})-" + MONTH
                    + "-(?<year>[0-9]{2}) " + TIME + " GMT");
    private static final Pattern ASCTIME = Pattern.compile(
            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) " + MONTH + " (?<day>[0-9 ][0-9]) " + TIME + " (?<year>[0-9]{4})");

    private HttpDate() {}

    /// The date in the preferred form, to the second: `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// Throws [IllegalArgumentException] for years outside 0 to 9999, which the form cannot write.
    public static String format(Instant date) {
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw new IllegalArgumentException("the year of %s does not fit into four digits".formatted(date));
        }
        return FIXDATE.format(date);
    }

    /// The date in any of the three forms; empty for any other text. The day of the week is not compared with the
    /// date.
    ///
    /// `now` decides the century of two digits: a year more than 50 years ahead is taken to be in the past.
    public static Optional<Instant> parse(String text, Instant now) {
        Matcher imf = IMF.matcher(text);
        if (imf.matches()) {
            return date(imf, Integer.parseInt(imf.group("year")));
        }
        Matcher asctime = ASCTIME.matcher(text);
        if (asctime.matches()) {
            return date(asctime, Integer.parseInt(asctime.group("year")));
        }
        Matcher rfc850 = RFC_850.matcher(text);
        return rfc850.matches() ? recentDate(rfc850, now.atZone(ZoneOffset.UTC)) : Optional.empty();
    }

    private static Optional<Instant> recentDate(Matcher parts, ZonedDateTime now) {
        int century = now.getYear() - now.getYear() % 100;
        int year = century + Integer.parseInt(parts.group("year"));
        Instant latest = now.plusYears(50).toInstant();
        return date(parts, year).filter(date -> !date.isAfter(latest)).or(() -> date(parts, year - 100));
    }

    private static Optional<Instant> date(Matcher parts, int year) {
        int month = MONTHS.indexOf(parts.group("month"));
        if (month < 0 || month % 3 != 0) {
            return Optional.empty();
        }
        int second = Integer.parseInt(parts.group("second"));
        int leap = second == 60 ? 1 : 0;
        try {
            var day = LocalDate.of(
                    year, month / 3 + 1, Integer.parseInt(parts.group("day").strip()));
            var time = LocalTime.of(
                    Integer.parseInt(parts.group("hour")), Integer.parseInt(parts.group("minute")), second - leap);
            return Optional.of(day.atTime(time).toInstant(ZoneOffset.UTC).plusSeconds(leap));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
