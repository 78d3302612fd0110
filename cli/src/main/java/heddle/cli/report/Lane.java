package heddle.cli.report;

import heddle.fetch.StrategyRun;
import heddle.fetch.measure.ProcessUsage;

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
    record Unfinished(String name, String reason) implements Lane {}
}
