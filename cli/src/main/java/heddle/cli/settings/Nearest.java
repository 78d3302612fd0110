package heddle.cli.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that a mistyped one probably meant.
public final class Nearest {
    private Nearest() {}

    /// `; did you mean '--retry'?`, or nothing when no word is near.
    public static String hint(String typed, Collection<String> words) {
        return to(typed, words).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /// The word with the fewest edits from the typed one; none when more than half of it would have to change.
    public static Optional<String> to(String typed, Collection<String> words) {
        int equals = typed.indexOf('=');
        String name = equals > 0 ? typed.substring(0, equals) : typed;
        return words.stream()
                .filter(word -> name.startsWith("--") == word.startsWith("--"))
                .filter(word -> edits(name, word)
                        <= Math.max(1, name.replaceFirst("^-+", "").length() / 2))
                .min(Comparator.<String>comparingInt(word -> edits(name, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Levenshtein's distance, one row at a time; only a part of a longer word counts as one edit.
    private static int edits(String from, String to) {
        String bare = from.replace("-", "");
        if (bare.length() >= 4 && to.contains(bare)) {
            return 1;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
