package heddle.http.cookie;

import heddle.http.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cookies as the text of a `cookies.txt`: the form of Netscape that curl, wget and browsers' tools share. A cookie
/// a line, its fields parted by tabs:
///
/// ```text
/// .example.com  TRUE  /  FALSE  1799999999  name  value
/// #HttpOnly_www.example.com  FALSE  /  TRUE  0  name  value
/// ```
///
/// domain, whether hosts below it get it, path, whether for `https` alone, the end in seconds since 1970 (0 for a
/// session cookie), name, value. `SameSite` has no place in it and is lost.
public final class NetscapeFormat {
    private static final String HEADER = "# Netscape HTTP Cookie File\n# Written by Heddle; curl -b reads it too.\n\n";
    private static final String HTTP_ONLY = "#HttpOnly_";
    private static final int FIELDS = 7;

    private NetscapeFormat() {}

    /// The text of a file with these cookies; a path with a tab in it, which the form cannot hold, is left out.
    public static String write(List<Cookie> cookies) {
        var text = new StringBuilder(HEADER);
        for (Cookie cookie : cookies) {
            if (cookie.path().indexOf('\t') < 0) {
                text.append(line(cookie)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(Cookie cookie) {
        return String.join(
                "\t",
                (cookie.isHttpOnly() ? HTTP_ONLY : "") + dot(cookie) + cookie.domain(),
                flag(!cookie.isHostOnly()),
                cookie.path(),
                flag(cookie.isSecure()),
                cookie.expires()
                        .map(end -> Long.toString(Math.max(1, end.getEpochSecond())))
                        .orElse("0"),
                cookie.name(),
                cookie.value());
    }

    /// Whoever reads the form takes one dot off, so that a host which begins with one needs another.
    private static String dot(Cookie cookie) {
        return cookie.isHostOnly() && !cookie.domain().startsWith(".") ? "" : ".";
    }

    private static String flag(boolean isSo) {
        return isSo ? "TRUE" : "FALSE";
    }

    /// The cookies of such a text, those included that have ended.
    ///
    /// Throws [IllegalArgumentException], with the number of the line, for one that is none.
    public static List<Cookie> read(String text) {
        var cookies = new ArrayList<Cookie>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            boolean isComment = line.startsWith("#") && !line.startsWith(HTTP_ONLY);
            if (!line.isBlank() && !isComment) {
                cookies.add(cookie(line, number));
            }
        }
        return cookies;
    }

    private static Cookie cookie(String line, int number) {
        boolean isHttpOnly = line.startsWith(HTTP_ONLY);
        String[] fields = (isHttpOnly ? line.substring(HTTP_ONLY.length()) : line).split("\t", FIELDS);
        if (fields.length < FIELDS - 1) {
            throw wrong(number, "has %d fields parted by tabs, not %d".formatted(fields.length, FIELDS), null);
        }
        try {
            return new Cookie(
                    fields[5],
                    fields.length == FIELDS ? fields[6] : "",
                    fields[0].startsWith(".") ? fields[0].substring(1) : fields[0],
                    !fields[1].equalsIgnoreCase("TRUE"),
                    fields[2],
                    fields[3].equalsIgnoreCase("TRUE"),
                    isHttpOnly,
                    SameSite.UNSPECIFIED,
                    end(fields[4]));
        } catch (NumberFormatException | InvalidRequestException wrong) {
            throw wrong(number, "is no cookie: " + wrong.getMessage(), wrong);
        }
    }

    private static Optional<Instant> end(String seconds) {
        long end = Long.parseLong(seconds);
        return end == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(Math.clamp(end, 0, 1L << 40)));
    }

    private static IllegalArgumentException wrong(int number, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("line %d of the cookies %s".formatted(number, why), cause);
    }
}
