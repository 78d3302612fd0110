package heddle.fetch.input;

import heddle.fetch.list.Cell;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes lines of the rows of a list.
///
/// @param list what it is called
/// @param row  what a row is called there
/// @param url  the column with the URL
record RowLine(String list, String row, String url) {
    /// As much as a line may have; of text, in characters.
    private static final int URL_MAX = 64 * 1024;

    private static final int EXCERPT_MAX = 100;

    /// The line of the row of that number.
    ///
    /// @param text  that the row has in the column of URLs, if it has any
    /// @param cells that are passed through
    ListLine line(long number, @Nullable String text, List<Cell> cells) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()) {
            return bad(number, "", "has nothing in the column \"" + url + "\"");
        }
        if (stripped.length() >= URL_MAX) {
            return bad(number, stripped, "has a URL that is longer than the " + URL_MAX + " bytes that it may have");
        }
        Particulars particulars = Particulars.of(cells);
        if (particulars.size() > Particulars.SIZE_MAX) {
            return bad(
                    number, stripped, "brings more along than the " + Particulars.SIZE_MAX + " characters that it may");
        }
        return new ListLine.Entry(number, new Listed(stripped, particulars));
    }

    /// The line of a row that cannot be taken.
    ListLine bad(long number, String text, String problem) {
        String excerpt = text.length() > EXCERPT_MAX ? text.substring(0, EXCERPT_MAX) + "…" : text;
        return new ListLine.Bad(number, excerpt, "%s %d of %s %s".formatted(row, number, list, problem));
    }
}
