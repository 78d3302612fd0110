package heddle.fetch.robots;

import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.fetch.robots.RobotsRules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a robots.txt for one crawler.
///
/// After Google's `robots.cc` (https://github.com/google/robotstxt), whose authors wrote RFC 9309: lines that make no
/// sense mean nothing, keys may have their usual misspellings, groups that name the same crawler count together, and
/// a crawler that no group names goes by the groups of `*`.
final class RobotsParser {
    /// The least that a parser has to read (RFC 9309, 2.5), and the most that this one does.
    private static final int BYTES_MAX = 500 * 1024;

    /// A longer pattern is cut: it forbids more then.
    private static final int PATTERN_CHARS_MAX = 2048;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final List<String> USER_AGENT = List.of("user-agent", "useragent", "user agent");
    private static final List<String> DISALLOW =
            List.of("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw");
    private static final List<String> ALLOW = List.of("allow");
    private static final List<String> CRAWL_DELAY = List.of("crawl-delay", "crawldelay");

    private final String productToken;
    private final Group own = new Group();
    private final Group everyones = new Group();

    /// Whom the lines that follow are about.
    private boolean isOwn;

    private boolean isEveryones;

    /// Whether the group has had a rule, so that another name begins a new one.
    private boolean isInRules;

    private boolean isNamed;

    private RobotsParser(String productToken) {
        this.productToken = productToken;
    }

    static RobotsRules parse(byte[] robotsTxt, String productToken) {
        RobotsParser parser = new RobotsParser(productToken);
        int start = 0;
        while (start < Math.min(BYTE_ORDER_MARK.length, robotsTxt.length)
                && robotsTxt[start] == BYTE_ORDER_MARK[start]) {
            start++; // a mark that is cut off is one, too
        }
        String text = new String(robotsTxt, start, Math.min(robotsTxt.length, BYTES_MAX) - start, UTF_8);
        for (String line : text.split("[\\r\\n]", -1)) {
            parser.line(line);
        }
        Group group = parser.isNamed ? parser.own : parser.everyones;
        return new RobotsRules(group.rules, group.crawlDelay);
    }

    private void line(String whole) {
        int comment = whole.indexOf('#');
        String line = (comment < 0 ? whole : whole.substring(0, comment)).strip();
        int colon = line.indexOf(':');
        if (colon > 0) {
            keyAndValue(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        } else if (colon < 0) {
            String[] words = line.split("[ \\t]+", -1);
            if (words.length == 2) {
                keyAndValue(words[0], words[1]);
            }
        }
    }

    private void keyAndValue(String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        if (isOneOf(USER_AGENT, name)) {
            userAgent(value);
        } else if (isOneOf(ALLOW, name)) {
            allow(value);
        } else if (isOneOf(DISALLOW, name)) {
            rule(value, false);
        } else if (isOneOf(CRAWL_DELAY, name)) {
            crawlDelay(value);
        }
    }

    private static boolean isOneOf(List<String> keys, String name) {
        return keys.stream().anyMatch(name::startsWith);
    }

    private void userAgent(String value) {
        if (isInRules) {
            isOwn = false;
            isEveryones = false;
            isInRules = false;
        }
        if (value.startsWith("*") && (value.length() == 1 || Character.isWhitespace(value.charAt(1)))) {
            isEveryones = true;
        } else if (ProductToken.of(value).equalsIgnoreCase(productToken)) {
            isOwn = true;
            isNamed = true;
        }
    }

    /// Whoever allows the index page of a folder allows the folder.
    private void allow(String value) {
        rule(value, true);
        int slash = value.lastIndexOf('/');
        if (slash >= 0 && value.startsWith("/index.htm", slash)) {
            rule(value.substring(0, slash + 1) + "$", true);
        }
    }

    private void rule(String value, boolean allows) {
        if (!isOwn && !isEveryones) {
            return;
        }
        isInRules = true;
        boolean isTooLong = value.length() > PATTERN_CHARS_MAX;
        if (value.isEmpty() || (isTooLong && allows)) {
            return;
        }
        Rule rule = new Rule(PathPattern.of(isTooLong ? value.substring(0, PATTERN_CHARS_MAX) : value), allows);
        if (isOwn) {
            own.rules.add(rule);
        }
        if (isEveryones) {
            everyones.rules.add(rule);
        }
    }

    private void crawlDelay(String value) {
        Optional<Duration> delay = seconds(value);
        if (isOwn) {
            own.crawlDelay = delay;
        }
        if (isEveryones) {
            everyones.crawlDelay = delay;
        }
    }

    private static Optional<Duration> seconds(String value) {
        return value.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(value) * 1e9)))
                : Optional.empty();
    }

    /// What is known of a group.
    private static final class Group {
        private final List<Rule> rules = new ArrayList<>();
        private Optional<Duration> crawlDelay = Optional.empty();
    }
}
