package heddle.fetch.job;

import heddle.fetch.output.Outcome;

/// What is counted along with the outcomes, and saved with every checkpoint. Used by one thread at a time.
public interface Counters {
    /// Counts an outcome.
    void add(Outcome outcome);

    /// All that was counted, over all runs of the job, and spent.
    Totals totals();
}
