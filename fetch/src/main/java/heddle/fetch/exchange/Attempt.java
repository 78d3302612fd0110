package heddle.fetch.exchange;

import heddle.fetch.frontier.Report;
import heddle.fetch.output.Outcome;
import java.util.Optional;

/// What came of a URL's turn.
public sealed interface Attempt {
    /// What became of the URL for good, if it did.
    Optional<Outcome> outcome();

    /// What it tells of the host, if that was asked.
    Optional<Report> told();

    /// That is all that will come of it.
    ///
    /// @param report on its host
    record Ended(Outcome result, Report report) implements Attempt {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(result);
        }

        @Override
        public Optional<Report> told() {
            return Optional.of(report);
        }
    }

    /// That is all that will come of it, and its host was not asked.
    record EndedUnasked(Outcome result) implements Attempt {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(result);
        }

        @Override
        public Optional<Report> told() {
            return Optional.empty();
        }
    }

    /// It is to be tried again later.
    record Again(Report report) implements Attempt {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.empty();
        }

        @Override
        public Optional<Report> told() {
            return Optional.of(report);
        }
    }

    /// Something else was asked of its host instead; it is the next there.
    record Postponed(Report report) implements Attempt {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.empty();
        }

        @Override
        public Optional<Report> told() {
            return Optional.of(report);
        }
    }
}
