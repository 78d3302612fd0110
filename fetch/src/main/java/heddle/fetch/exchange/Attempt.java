package heddle.fetch.exchange;

import heddle.fetch.frontier.Report;
import heddle.fetch.output.Outcome;
import java.util.Optional;

/// What came of a URL's turn.
public sealed interface Attempt {
    /// What became of the URL for good, if it did.
    default Optional<Outcome> outcome() {
        return switch (this) {
            case Ended ended -> Optional.of(ended.result);
            case EndedUnasked ended -> Optional.of(ended.result);
            case Again _, Postponed _ -> Optional.empty();
        };
    }

    /// What it tells of the host, if that was asked.
    default Optional<Report> told() {
        return switch (this) {
            case Ended ended -> Optional.of(ended.report);
            case Again again -> Optional.of(again.report);
            case Postponed postponed -> Optional.of(postponed.report);
            case EndedUnasked _ -> Optional.empty();
        };
    }

    /// That is all that will come of it.
    ///
    /// @param report on its host
    record Ended(Outcome result, Report report) implements Attempt {}

    /// That is all that will come of it, and its host was not asked.
    record EndedUnasked(Outcome result) implements Attempt {}

    /// It is to be tried again later.
    record Again(Report report) implements Attempt {}

    /// Something else was asked of its host instead; it is the next there.
    record Postponed(Report report) implements Attempt {}
}
