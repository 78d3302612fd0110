package heddle.cli.progress;

import java.util.ArrayList;
import java.util.List;

/// Lays pieces out on lines of a screen, as many on each as it has room for.
final class Flow {
    private static final String GAP = "   ";

    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /// @param columns of the screen; the last one stays free, since a terminal may break the line there
    Flow(int columns) {
        this.columns = Math.max(1, columns - 1);
    }

    /// Adds pieces from the beginning of a line on.
    Flow line(List<Piece> pieces) {
        var line = new StringBuilder();
        int used = 0;
        for (Piece piece : pieces) {
            if (used > 0 && used + GAP.length() + piece.width() > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(GAP);
                used += GAP.length();
            }
            line.append(piece.shown(columns));
            used += Math.min(columns, piece.width());
        }
        if (used > 0) {
            lines.add(line.toString());
        }
        return this;
    }

    List<String> lines() {
        return lines;
    }
}
