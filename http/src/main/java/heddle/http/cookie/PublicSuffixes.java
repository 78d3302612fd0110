package heddle.http.cookie;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The domains under which anyone may register a name (https://publicsuffix.org): no cookie may be for all of
/// `co.uk`.
///
/// The resource `public-suffixes.txt` is read when it is asked first, and searched as it is: a
/// rule a line, in ASCII, sorted. `PublicSuffixGenerator`, beside the tests, writes it. Why it is a table of our own
/// stands in `docs/decisions/0011-public-suffixes-by-a-table.md`.
public final class PublicSuffixes {
    private final byte[] lines;

    private PublicSuffixes(byte[] lines) {
        this.lines = lines;
    }

    /// Whether the domain, which is in ASCII and lower case, is such a suffix; a name without a dot always is.
    public static boolean isPublicSuffix(String domain) {
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        int dot = name.indexOf('.');
        if (dot < 0) {
            return true;
        }
        PublicSuffixes rules = Holder.RULES;
        if (rules.has("!" + name)) {
            return false;
        }
        return rules.has(name) || rules.has("*" + name.substring(dot));
    }

    /// The part of a host name that somebody has registered: a public suffix and the label before it. The name itself
    /// when it has no such part.
    public static String registrableDomain(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (isPublicSuffix(name)) {
            return name;
        }
        String domain = name;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String above = name.substring(dot + 1);
            if (isPublicSuffix(above)) {
                return domain;
            }
            domain = above;
        }
        return domain;
    }

    private boolean has(String rule) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = lineStart((low + high) >>> 1);
            int order = compare(rule, start);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                high = start;
            } else {
                low = lineEnd(start) + 1;
            }
        }
        return false;
    }

    private int lineStart(int within) {
        int start = within;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lineEnd(int start) {
        int end = start;
        while (lines[end] != '\n') {
            end++;
        }
        return end;
    }

    /// The order of a rule and the line that starts there.
    private int compare(String rule, int start) {
        for (int i = 0; i < rule.length(); i++) {
            byte there = lines[start + i];
            if (there == '\n') {
                return 1;
            }
            if (rule.charAt(i) != there) {
                return rule.charAt(i) - there;
            }
        }
        return lines[start + rule.length()] == '\n' ? 0 : -1;
    }

    private static final class Holder {
        private static final PublicSuffixes RULES = new PublicSuffixes(load());

        private static byte[] load() {
            try (var resource = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt")) {
                if (resource == null) {
                    throw new IllegalStateException(
                            "heddle.http lacks its resource public-suffixes.txt: the jar is incomplete");
                }
                return resource.readAllBytes();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
