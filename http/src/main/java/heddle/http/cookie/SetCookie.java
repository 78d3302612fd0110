package heddle.http.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a `Set-Cookie` line says, read as RFC 6265bis, 5.6 tells clients to: of an attribute that is there twice
/// the last counts, and what is not understood is as if it were not there.
///
/// A line without a name is no cookie, and an empty `Domain` is as if it were not there, as in RFC 6265 and the
/// IETF's own tests.
///
/// @param name never empty
/// @param value may be empty
/// @param attributes the rest of the line
record SetCookie(String name, String value, Attributes attributes) {
    private static final int ATTRIBUTE_BYTES_MAX = 1024;

    /// What stands after the first semicolon. For the one who reads the line.
    static final class Attributes {
        private String domain = "";
        private String path = "";
        private @Nullable Instant expires;
        private @Nullable Duration maxAge;
        private boolean isSecure;
        private boolean isHttpOnly;
        private SameSite sameSite = SameSite.UNSPECIFIED;

        private Attributes() {}

        /// In lower case, without the dot before it; empty for none.
        String domain() {
            return domain;
        }

        /// Empty for none, and for one that does not begin with `/`.
        String path() {
            return path;
        }

        boolean isSecure() {
            return isSecure;
        }

        boolean isHttpOnly() {
            return isHttpOnly;
        }

        SameSite sameSite() {
            return sameSite;
        }

        /// When the cookie ends: by `Max-Age`, else by `Expires`, and no later than `lifetimeMax` allows; empty for
        /// a session cookie.
        Optional<Instant> end(Instant now, Duration lifetimeMax) {
            Instant asked = maxAge == null ? expires : now.plus(shorter(maxAge, lifetimeMax));
            if (asked == null) {
                return Optional.empty();
            }
            Instant latest = now.plus(lifetimeMax);
            return Optional.of(asked.isAfter(latest) ? latest : asked);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private void take(String name, String value) {
            if (value.length() > ATTRIBUTE_BYTES_MAX) {
                return;
            }
            switch (name.toLowerCase(Locale.ROOT)) {
                case "expires" -> expires = CookieDate.parse(value).orElse(expires);
                case "max-age" -> maxAge = maxAge(value).orElse(maxAge);
                case "domain" -> domain = value.isEmpty() ? domain : domain(value);
                case "path" -> path = value.startsWith("/") ? value : "";
                case "secure" -> isSecure = true;
                case "httponly" -> isHttpOnly = true;
                case "samesite" -> sameSite = sameSite(value);
                default -> {}
            }
        }

        private static String domain(String value) {
            return (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
        }

        private static SameSite sameSite(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "lax" -> SameSite.LAX;
                case "strict" -> SameSite.STRICT;
                case "none" -> SameSite.NONE;
                default -> SameSite.UNSPECIFIED;
            };
        }

        /// Digits, with or without a minus before them; more of them than a number holds are the longest time.
        private static Optional<Duration> maxAge(String value) {
            boolean isNegative = value.startsWith("-");
            String digits = isNegative ? value.substring(1) : value;
            if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            long seconds = digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
            return Optional.of(Duration.ofSeconds(isNegative ? 0 : seconds));
        }
    }

    /// The cookie of a line; empty for a line that is none.
    static Optional<SetCookie> parse(String line) {
        if (!line.chars().allMatch(SetCookie::isAllowed)) {
            return Optional.empty();
        }
        int end = line.indexOf(';');
        String pair = end < 0 ? line : line.substring(0, end);
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : trim(pair.substring(0, equals));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SetCookie(name, trim(pair.substring(equals + 1)), attributes(line, end)));
    }

    private static Attributes attributes(String line, int firstSemicolon) {
        var attributes = new Attributes();
        int start = firstSemicolon;
        while (start >= 0) {
            int end = line.indexOf(';', start + 1);
            String attribute = line.substring(start + 1, end < 0 ? line.length() : end);
            int equals = attribute.indexOf('=');
            attributes.take(
                    trim(equals < 0 ? attribute : attribute.substring(0, equals)),
                    equals < 0 ? "" : trim(attribute.substring(equals + 1)));
            start = end;
        }
        return attributes;
    }

    /// A byte, and no control character but the tab.
    private static boolean isAllowed(int c) {
        return c == '\t' || (c >= 0x20 && c != 0x7F && c <= 0xFF);
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
