package heddle.fetch.exchange;

import heddle.fetch.frontier.Report;
import heddle.fetch.output.Outcome;

/// What came of a URL's turn.
public sealed interface Attempt {
    /// That is all that will come of it.
    ///
    /// @param report on its host
    record Ended(Outcome outcome, Report report) implements Attempt {}

    /// That is all that will come of it, and its host was not asked.
    record EndedUnasked(Outcome outcome) implements Attempt {}

    /// It is to be tried again later.
    record Again(Report report) implements Attempt {}

    /// Something else was asked of its host instead; it is the next there.
    record Postponed(Report report) implements Attempt {}
}
