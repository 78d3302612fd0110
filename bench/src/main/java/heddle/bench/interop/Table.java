package heddle.bench.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Prints a line a server as soon as it has been tried, and sums up in the end.
final class Table {
    private final List<String> failures = new ArrayList<>();
    private int cells;
    private int notOffered;

    Table() {
        var heading = new StringBuilder("%-22s %-4s".formatted("server", "by"));
        for (Trial trial : Trial.values()) {
            heading.append(" %-8s".formatted(trial.word()));
        }
        System.out.println(heading);
    }

    void add(Peer peer, Map<Trial, Cell> row) {
        var line = new StringBuilder("%-22s %-4s".formatted(peer.name(), by(peer)));
        row.forEach((trial, cell) -> {
            line.append(" %-8s".formatted(cell.word()));
            cells++;
            switch (cell) {
                case Cell.Failed(String why) ->
                    failures.add("%s, %s, %s: %s".formatted(peer.name(), by(peer), trial.word(), why));
                case Cell.NotOffered _ -> notOffered++;
                case Cell.Ok _ -> {}
            }
        });
        System.out.println(line.toString().stripTrailing());
    }

    private static String by(Peer peer) {
        boolean isSecure = peer.base().startsWith("https");
        return switch (peer.protocol()) {
            case H1 -> isSecure ? "h1s" : "h1";
            case H2C -> "h2c";
            case H2 -> "h2";
        };
    }

    int failures() {
        return failures.size();
    }

    /// Each failure with its reason, and the counts.
    String summary() {
        var text = new StringBuilder();
        failures.forEach(each -> text.append("FAILED  ").append(each).append('\n'));
        return text.append("%d ok, %d failed, %d not offered%n"
                        .formatted(cells - failures.size() - notOffered, failures.size(), notOffered))
                .toString();
    }
}
