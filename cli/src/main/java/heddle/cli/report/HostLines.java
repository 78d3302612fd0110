package heddle.cli.report;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import java.util.ArrayList;
import java.util.List;

/// The hosts of a fetch as a short table, the worst first.
///
/// @param paint colours, or none
public record HostLines(Paint paint) {
    private static final int ROWS = 5;
    private static final int HOST_COLUMNS = 36;
    private static final String ROW = "%-36s %9s %8s %8s %9s %9s";

    /// Its lines, fit to print.
    public List<String> lines(HostTable hosts) {
        var lines = new ArrayList<String>();
        lines.add(paint.faint(Figures.format(ROW, hosts(hosts), "URLs", "failed", "4xx/5xx", "mean", "longest")));
        hosts.worst().stream().limit(ROWS).map(this::row).forEach(lines::add);
        return lines;
    }

    private static String hosts(HostTable hosts) {
        return hosts.hosts() <= ROWS
                ? Figures.format("%d hosts", hosts.hosts())
                : Figures.format("the worst of %,d%s hosts", hosts.hosts(), hosts.others() > 0 ? "+" : "");
    }

    private String row(HostAccount host) {
        String line = Figures.format(
                ROW,
                shortened(Terminal.printable(host.host())),
                Figures.format("%,d", host.urls()),
                Figures.format("%,d", host.failed()),
                Figures.format("%,d", host.errorStatuses()),
                Figures.seconds(host.meanTime().toNanos() / 1e9),
                Figures.seconds(host.longest().toNanos() / 1e9));
        return host.failed() > 0 ? paint.bad(line) : line;
    }

    private static String shortened(String host) {
        return host.length() <= HOST_COLUMNS ? host : host.substring(0, HOST_COLUMNS - 1) + "\u2026";
    }
}
