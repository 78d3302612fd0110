package heddle.cli.progress;

import static heddle.cli.report.Figures.format;

import heddle.cli.report.Figures;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The hosts of a fetch as a short table, the worst first. What a window has no room for is left out, from the right.
///
/// @param paint colours, or none
public record HostLines(Paint paint) {
    private static final int ROWS = 5;
    private static final int HOST_MAX = 40;
    private static final int HOST_MIN = 12;
    private static final String CUT = "\u2026";

    private static final List<Column> COLUMNS = List.of(
            new Column("failed", 9, host -> format("%,d", host.failed())),
            new Column("of URLs", 11, host -> format("%,d", host.urls())),
            new Column("4xx/5xx", 9, host -> format("%,d", host.errorStatuses())),
            new Column("mean", 11, host -> seconds(host.meanTime().toNanos())),
            new Column("longest", 11, host -> seconds(host.longest().toNanos())));

    private record Column(String title, int width, Function<HostAccount, String> text) {
        String cell(String words) {
            return " ".repeat(Math.max(1, width - words.length())) + words;
        }
    }

    private static String seconds(long nanos) {
        return Figures.seconds(nanos / 1e9);
    }

    /// Its lines for the terminal on standard error, fit to print.
    public List<String> lines(HostTable hosts, Terminal terminal) {
        return lines(hosts, terminal.isInteractive() ? new Window().get() : WindowSize.USUAL);
    }

    List<String> lines(HostTable hosts, WindowSize size) {
        List<HostAccount> worst = hosts.worst().stream().limit(ROWS).toList();
        String title = title(hosts, worst.size());
        int longest = worst.stream().mapToInt(host -> name(host).length()).reduce(title.length(), Math::max);
        int space = Math.max(1, size.columns() - 1);
        int width = Math.min(longest, Math.min(space, HOST_MAX));
        List<Column> columns = fitting(space - Math.min(width, HOST_MIN));
        int names =
                Math.min(width, space - columns.stream().mapToInt(Column::width).sum());
        var lines = new ArrayList<String>();
        lines.add(paint.faint(row(title, names, columns, Column::title)));
        worst.forEach(host -> lines.add(painted(
                host, row(name(host), names, columns, column -> column.text().apply(host)))));
        return lines;
    }

    private static List<Column> fitting(int room) {
        int used = 0;
        var columns = new ArrayList<Column>();
        for (Column column : COLUMNS) {
            used += column.width();
            if (used > room) {
                return columns;
            }
            columns.add(column);
        }
        return columns;
    }

    private static String title(HostTable hosts, int shown) {
        return hosts.hosts() <= shown
                ? format("%,d hosts", hosts.hosts())
                : format("worst of %,d%s hosts", hosts.hosts(), hosts.others() > 0 ? "+" : "");
    }

    private static String name(HostAccount host) {
        return Terminal.printable(host.host());
    }

    private static String row(String name, int names, List<Column> columns, Function<Column, String> words) {
        String shown = name.length() <= names ? name : name.substring(0, names - 1) + CUT;
        var row = new StringBuilder(shown).append(" ".repeat(names - shown.length()));
        columns.forEach(column -> row.append(column.cell(words.apply(column))));
        return row.toString();
    }

    private String painted(HostAccount host, String row) {
        return host.failed() > 0 ? paint.bad(row) : row;
    }
}
