package heddle.cli.check;

import heddle.fetch.list.LineRequest;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.http.Headers;
import heddle.http.Method;
import java.util.List;
import java.util.Optional;

/// The pages to be asked for, as a list for the engine. Those whose parts are to be found are asked for by GET, and as
/// a whole. The position of a line is its number, from 0.
record GoalList(List<Goal> goals) implements UrlList {
    private static final Particulars WHOLE =
            new Particulars(Optional.of(new LineRequest(Method.GET, Headers.of(), new byte[0])), List.of());

    @Override
    public UrlLines open() {
        return new Lines(goals, 0);
    }

    @Override
    public Optional<LinesAgain> again() {
        return Optional.of(new LinesAgain() {
            @Override
            public UrlLines from(long position, long bytes) {
                return new Lines(goals, (int) position);
            }

            @Override
            public void close() {}
        });
    }

    private static final class Lines implements UrlLines {
        private final List<Goal> goals;
        private int next;

        Lines(List<Goal> goals, int next) {
            this.goals = goals;
            this.next = next;
        }

        @Override
        public Optional<ListLine> next() {
            return isReady() ? Optional.of(line(goals.get(next++))) : Optional.empty();
        }

        private ListLine line(Goal goal) {
            return new ListLine.Entry(
                    next, new Listed(goal.address(), goal.isWantedInParts() ? WHOLE : Particulars.NONE));
        }

        @Override
        public long position() {
            return next;
        }

        @Override
        public boolean isReady() {
            return next < goals.size();
        }

        @Override
        public void close() {}
    }
}
