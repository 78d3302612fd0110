package heddle.tests;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The tables of a document, row by row.
///
/// @param document its path in the checkout
record DocumentTable(String document) {
    private static final String RULE = "|---";

    /// The rows of all its tables as they are written, without their heads.
    List<String> rows() {
        return rows(Checkout.text(Checkout.ROOT.resolve(document)));
    }

    /// The rows below a heading of the second level that begins so.
    List<String> rowsBelow(String heading) {
        return Arrays.stream(Checkout.text(Checkout.ROOT.resolve(document)).split("\n## "))
                .filter(section -> section.startsWith(heading))
                .flatMap(section -> rows(section).stream())
                .toList();
    }

    /// The cells of a row, without the blanks around them.
    static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("(?<= )\\|(?= )"))
                .map(String::strip)
                .toList();
    }

    private static List<String> rows(String text) {
        List<String> lines = text.lines().filter(line -> line.startsWith("|")).toList();
        return IntStream.range(0, lines.size())
                .filter(i -> !isRule(lines, i) && !isRule(lines, i + 1))
                .mapToObj(lines::get)
                .toList();
    }

    private static boolean isRule(List<String> lines, int index) {
        return index < lines.size() && lines.get(index).startsWith(RULE);
    }
}
