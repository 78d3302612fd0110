package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.fetch.robots.OptOutTag;
import heddle.fetch.robots.RobotsRules;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.util.List;

/// robots.txt: the first line is the path of a URL, the rest the file.
///
/// Any bytes are a robots.txt. Line ends of all kinds mean the same, groups of other crawlers mean nothing, and
/// no delay is below zero.
public final class RobotsTarget {
    private static final String TOKEN = "heddle";

    private RobotsTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, ISO_8859_1);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String file = end < 0 ? "" : text.substring(end + 1);
        String path = path(first);
        RobotsRules rules = rules(file);
        var _ = rules.allow(path);
        rules.crawlDelay().ifPresent(delay -> BrokenClaim.unless(!delay.isNegative(), "no delay is below zero"));
        BrokenClaim.unlessEqual(RobotsRules.ALLOW_ALL.allow(path), true, "who says nothing allows all");
        BrokenClaim.unlessEqual(rules(file.replace("\r", "\n")), rules, "line ends of all kinds are the same");
        checkOthers(file, rules);
        var _ = OptOutTag.isIn(List.of(first), TOKEN);
    }

    /// A group of somebody else before all others, and before the byte order mark, which nothing may be.
    private static void checkOthers(String file, RobotsRules rules) {
        if (!file.startsWith("\u00EF")) {
            String longer = "user-agent: another\ndisallow: /\n" + file;
            BrokenClaim.unlessEqual(rules(longer), rules, "groups of others mean nothing");
        }
    }

    private static RobotsRules rules(String file) {
        return RobotsRules.parse(file.getBytes(ISO_8859_1), TOKEN);
    }

    private static String path(String text) {
        try {
            return Url.parse("http://a/").resolve(text).requestTarget();
        } catch (UrlParseException _) {
            return "/";
        }
    }
}
