package heddle.async.inspect;

import heddle.async.view.LoopStatistics;
import java.util.ArrayList;
import java.util.List;

/// Statistics as a table for people: a line a loop.
final class StatisticsText {
    private static final List<String> HEADINGS = List.of(
            "LOOP",
            "AGE",
            "ALIVE",
            "STARTED",
            "READY",
            "TIMERS",
            "TURNS",
            "I/O TURNS",
            "SLEEPS",
            "FOREIGN",
            "LONGEST",
            "HELD");

    private StatisticsText() {}

    static String of(List<LoopStatistics> statistics) {
        if (statistics.isEmpty()) {
            return "no loop is open\n";
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        statistics.forEach(loop -> rows.add(row(loop)));
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(it -> it.get(at).length()).max().orElse(0);
                var cell = row.get(column);
                var gap = " ".repeat(width - cell.length());
                line.append(column == 0 ? cell + gap : "  " + gap + cell); // numbers to the right
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> row(LoopStatistics loop) {
        var turns = loop.turns();
        return List.of(
                loop.name(),
                Clocks.text(loop.age()),
                Long.toString(loop.tasks().alive()),
                Long.toString(loop.tasks().started()),
                Integer.toString(loop.ready().local() + loop.ready().foreign()),
                Integer.toString(loop.ready().timers()),
                Long.toString(turns.coroutine()),
                Long.toString(turns.io()),
                Long.toString(loop.wakeUps().sleeps()),
                Long.toString(loop.wakeUps().foreign()),
                Clocks.text(turns.longestStretch()),
                turns.longestHeld().isZero() ? "-" : Clocks.text(turns.longestHeld()));
    }
}
