package heddle.cli.report;

import java.util.Map;

/// Colours for words on a terminal, or none. Meaning never rests on a colour alone: each word says it, too.
///
/// @param isOn whether anything is coloured at all
public record Paint(boolean isOn) {
    /// Plain words.
    public static final Paint NONE = new Paint(false);

    private static final String RESET = "\u001b[0m";

    /// When words are coloured.
    public enum When {
        /// On a terminal that knows colours, unless `NO_COLOR` is set.
        AUTO,
        /// Everywhere.
        ALWAYS,
        /// Nowhere.
        NEVER
    }

    /// For a stream that is a terminal or not. `NO_COLOR` with any value but the empty one, and `TERM=dumb`, say no
    /// (https://no-color.org); a word of the command line is stronger.
    public static Paint of(When when, boolean isTerminal, Map<String, String> environment) {
        return switch (when) {
            case ALWAYS -> new Paint(true);
            case NEVER -> NONE;
            case AUTO ->
                new Paint(isTerminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb"));
        };
    }

    /// Headings, and what is best.
    public String strong(String text) {
        return painted("1", text);
    }

    /// What went well.
    public String good(String text) {
        return painted("32", text);
    }

    /// What failed.
    public String bad(String text) {
        return painted("31", text);
    }

    /// What matters less.
    public String faint(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        String safe = Terminal.printable(text);
        return isOn ? "\u001b[" + code + "m" + safe + RESET : safe;
    }
}
