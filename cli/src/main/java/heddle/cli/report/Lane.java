package heddle.cli.report;

import heddle.fetch.StrategyRun;
import heddle.fetch.measure.ProcessUsage;
import java.util.Comparator;
import java.util.List;

/// What one strategy made of the list.
public sealed interface Lane {
    /// The strategy's name.
    String name();

    /// The strategy reached the end of the list.
    ///
    /// @param run when each URL started and ended
    /// @param usage what that cost the process
    /// @param idle what the same process used at rest between its warm-up and the run
    record Finished(StrategyRun run, ProcessUsage usage, ProcessUsage idle) implements Lane {
        @Override
        public String name() {
            return run.name();
        }

        public double wallSeconds() {
            return run.wall().toNanos() / 1e9;
        }
    }

    /// The strategy did not reach the end of the list.
    ///
    /// @param reason why, in a sentence for people
    /// @param isLate whether that is because its time was over
    record Unfinished(String name, String reason, boolean isLate) implements Lane {}

    /// Of several runs of one strategy the one in the middle by wall time; a run that did not finish speaks for all.
    static Lane median(List<Lane> runs) {
        var finished = runs.stream()
                .filter(Finished.class::isInstance)
                .map(Finished.class::cast)
                .sorted(Comparator.comparingDouble(Finished::wallSeconds))
                .toList();
        return finished.size() == runs.size()
                ? finished.get((finished.size() - 1) / 2)
                : runs.stream().filter(Unfinished.class::isInstance).findFirst().orElseThrow();
    }
}
