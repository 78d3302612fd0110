package heddle.http.cache;

import heddle.http.Headers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The directives of Cache-Control (RFC 9111, 5.2), of a request or a response.
///
/// Names are compared without case, values are tokens or quoted strings. Of a directive that comes twice with different
/// values, the one with the shorter time counts, or else the first.
public final class CacheControl {
    /// The most that a number of seconds is taken to mean (RFC 9111, 1.2.2).
    private static final long SECONDS_MAX = 1L << 31;

    private final Map<String, String> directives;

    private CacheControl(Map<String, String> directives) {
        this.directives = directives;
    }

    /// Of all lines of the field.
    public static CacheControl of(Headers headers) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String member : headers.members("Cache-Control")) {
            int equals = member.indexOf('=');
            String name = equals < 0 ? member : member.substring(0, equals);
            String value = equals < 0 ? "" : unquoted(member.substring(equals + 1));
            boolean isOfFields = name.equalsIgnoreCase("no-cache") || name.equalsIgnoreCase("private");
            directives.merge(
                    name.toLowerCase(Locale.ROOT), value, isOfFields ? CacheControl::wider : CacheControl::shorter);
        }
        return new CacheControl(directives);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    /// Without names of fields it is about all of the response.
    private static String wider(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? "" : one + "," + other;
    }

    /// What is no number counts as no time at all.
    private static String shorter(String one, String other) {
        return seconds(other).orElse(0L) < seconds(one).orElse(0L) ? other : one;
    }

    /// Whether that directive is there, with a value or without.
    public boolean has(String directive) {
        return directives.containsKey(directive);
    }

    /// Whether that directive is there for the whole message, and not for some [#fields] alone.
    public boolean hasForAll(String directive) {
        return "".equals(directives.get(directive));
    }

    /// The fields, in lower case, that a directive such as `no-cache="Set-Cookie"` is about; none if it is not
    /// there, or about the whole.
    public List<String> fields(String directive) {
        return Stream.of(directives.getOrDefault(directive, "").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// Its time; empty if it is not there. A time that makes no sense is zero: what is said to be fresh for so long is
    /// not (RFC 9111, 4.2.1).
    public Optional<Duration> time(String directive) {
        String value = directives.get(directive);
        return value == null
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(seconds(value).orElse(0L)));
    }

    /// Its time; empty if it is not there, or has no value that makes sense.
    public Optional<Duration> validTime(String directive) {
        return seconds(directives.getOrDefault(directive, "")).map(Duration::ofSeconds);
    }

    /// The number of seconds that a text is (RFC 9111, 1.2.2), at most 2^31; empty for anything but digits.
    public static Optional<Long> seconds(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        return Optional.of(digits.length() > 10 ? SECONDS_MAX : Math.min(SECONDS_MAX, Long.parseLong(digits)));
    }

    @Override
    public String toString() {
        return "CacheControl" + directives;
    }
}
