package heddle.fetch.robots;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the robots.txt of an origin says to one crawler: the rules of its group alone. Immutable.
///
/// Of all rules that match a path, the one with the longest pattern decides, and `Allow` decides between equals (RFC
/// 9309, 2.2.2). A path that no rule matches is allowed.
///
/// @param rules      of the group
/// @param crawlDelay that the group asks for, which is no part of the standard
public record RobotsRules(List<Rule> rules, Optional<Duration> crawlDelay) {
    /// Those of a host that says nothing.
    public static final RobotsRules ALLOW_ALL = new RobotsRules(List.of(), Optional.empty());

    /// Copies the list.
    public RobotsRules {
        rules = List.copyOf(rules);
    }

    /// One `Allow` or `Disallow`.
    record Rule(PathPattern pattern, boolean allows) {}

    /// What the bytes of a robots.txt say to the crawler of that [product token][ProductToken].
    public static RobotsRules parse(byte[] robotsTxt, String productToken) {
        return RobotsParser.parse(robotsTxt, productToken);
    }

    /// Whether this path, with its query, may be asked for. What is not ASCII in it is to be escaped, as a URL has it.
    public boolean allow(String pathAndQuery) {
        String path = PathPattern.withUpperCaseEscapes(pathAndQuery);
        int allowing = 0;
        int disallowing = 0;
        for (Rule rule : rules) {
            int weight = rule.pattern().weight();
            if (weight > (rule.allows() ? allowing : disallowing)
                    && rule.pattern().matches(path)) {
                if (rule.allows()) {
                    allowing = weight;
                } else {
                    disallowing = weight;
                }
            }
        }
        return allowing >= disallowing;
    }
}
