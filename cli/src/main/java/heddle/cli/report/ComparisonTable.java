package heddle.cli.report;

import java.util.ArrayList;
import java.util.List;

/// A comparison as text for a terminal: a line a strategy, and the limit below.
public final class ComparisonTable {
    private ComparisonTable() {}

    /// The whole, its parts fit to print: see [Terminal#paintedLine].
    public static String of(Comparison comparison, Paint paint) {
        List<Figures> figures = Figures.of(comparison);
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<>(List.of("strategy"));
        figures.forEach(figure -> header.add(figure.title()));
        rows.add(header);
        for (Lane lane : comparison.lanes()) {
            var row = new ArrayList<>(List.of(lane.name()));
            switch (lane) {
                case Lane.Finished finished ->
                    figures.forEach(figure -> row.add(figure.text().apply(finished)));
                case Lane.Unfinished unfinished -> row.add("did not finish: " + unfinished.reason());
            }
            rows.add(row);
        }
        var text = new StringBuilder();
        int[] widths = widths(rows, header.size());
        text.append(paint.strong(line(rows.getFirst(), widths))).append('\n');
        for (int i = 0; i < comparison.lanes().size(); i++) {
            text.append(painted(comparison.lanes().get(i), line(rows.get(i + 1), widths), comparison, paint))
                    .append('\n');
        }
        return text.append(paint.faint(limit(comparison))).toString();
    }

    /// A line in the colour of what it says: something failed, or this was the quickest.
    private static String painted(Lane lane, String line, Comparison comparison, Paint paint) {
        return switch (lane) {
            case Lane.Unfinished _ -> paint.bad(line);
            case Lane.Finished finished when finished.run().failed() > 0 -> paint.bad(line);
            case Lane.Finished finished when comparison.isQuickest(finished) -> paint.good(line);
            case Lane.Finished _ -> Terminal.printable(line);
        };
    }

    /// The sentence on the limit.
    public static String limit(Comparison comparison) {
        if (comparison.limitSeconds() <= 0) {
            return "limit      not measured: the slowest URL could not be fetched alone";
        }
        String limit = "limit      " + Figures.seconds(comparison.limitSeconds()) + "  the slowest URL alone: "
                + comparison.urls().get(comparison.slowest());
        if (comparison.floorSeconds() > comparison.limitSeconds() * 1.001) {
            limit += Figures.format(
                    "%n           %s  all of them, %d at a time",
                    Figures.seconds(comparison.floorSeconds()), comparison.concurrency());
        }
        return limit;
    }

    private static int[] widths(List<List<String>> rows, int columns) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            // A row that only says why a strategy did not finish is as long as it is.
            for (int i = 0; i < row.size() && (row.size() == columns || i == 0); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        var text = new StringBuilder();
        text.append(row.getFirst()).repeat(' ', widths[0] - row.getFirst().length());
        for (int i = 1; i < row.size(); i++) {
            String cell = row.get(i);
            text.append("  ")
                    .repeat(' ', Math.max(0, row.size() == widths.length ? widths[i] - cell.length() : 0))
                    .append(cell);
        }
        return text.toString();
    }
}
