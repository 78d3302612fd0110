package heddle.fetch.robots;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The `X-Robots-Tag` field: what a page asks of robots that have read it. Its values are lists of words; a name and a
/// colon before them limit them to one robot
/// (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
public final class OptOutTag {
    private static final Set<String> WORDS = Set.of("noai", "noimageai", "noindex", "noimageindex", "none");

    private OptOutTag() {}

    /// Whether these values ask the crawler of that product token, or everybody, not to use the page.
    public static boolean isIn(List<String> values, String productToken) {
        return values.stream().anyMatch(value -> isIn(value, productToken));
    }

    private static boolean isIn(String value, String productToken) {
        boolean isOurs = true;
        for (String part : value.split(",", -1)) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            int colon = word.indexOf(':');
            if (colon >= 0 && !word.startsWith("unavailable_after")) {
                isOurs = word.substring(0, colon).strip().equals(productToken.toLowerCase(Locale.ROOT));
                word = word.substring(colon + 1).strip();
            }
            if (isOurs && WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
