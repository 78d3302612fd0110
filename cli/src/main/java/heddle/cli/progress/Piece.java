package heddle.cli.progress;

import heddle.cli.report.Terminal;
import java.util.function.UnaryOperator;

/// Some words that belong together on a screen, and how they are painted.
record Piece(String words, UnaryOperator<String> paint) {
    private static final String CUT = "\u2026";

    Piece {
        words = Terminal.printable(words).replace('\n', ' ').replace('\t', ' ');
    }

    static Piece plain(String words) {
        return new Piece(words, UnaryOperator.identity());
    }

    int width() {
        return words.length();
    }

    /// As it is shown, in no more than so many columns.
    String shown(int columns) {
        return paint.apply(words.length() <= columns ? words : words.substring(0, Math.max(0, columns - 1)) + CUT);
    }
}
