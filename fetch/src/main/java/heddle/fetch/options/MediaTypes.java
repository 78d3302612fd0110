package heddle.fetch.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Media types, in the words of wget2's `--filter-mime-type`: patterns, of which the last that fits decides, and does
/// so for the opposite with a `!` before it: `image/*,!image/gif`. What none fits is not among them, unless the first
/// one has a `!`.
///
/// @param patterns in order
public record MediaTypes(List<String> patterns) {
    /// What a body is whose type nobody has named.
    private static final String UNNAMED = "application/octet-stream";

    private static final Pattern PATTERN = Pattern.compile("!?[^\\s,;!]+");

    /// Copies the list. Throws an [IllegalArgumentException] for what is no pattern.
    public MediaTypes {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (!PATTERN.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "'" + pattern + "' is no pattern of a media type; write text/html, image/* or !image/gif");
            }
        }
    }

    /// Those that a text with commas names.
    public static MediaTypes parse(String text) {
        return new MediaTypes(
                Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /// Whether what this field says is one of them; without one it is `application/octet-stream`.
    public boolean has(Optional<String> contentType) {
        String type = contentType.orElse(UNNAMED).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean has = patterns.getFirst().startsWith("!");
        for (String pattern : patterns) {
            boolean isExcluding = pattern.startsWith("!");
            if (glob(isExcluding ? pattern.substring(1) : pattern).matcher(type).matches()) {
                has = !isExcluding;
            }
        }
        return has;
    }

    private static Pattern glob(String pattern) {
        String regex = Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex);
    }

    /// In the same words.
    @Override
    public String toString() {
        return String.join(",", patterns);
    }
}
