package heddle.fetch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a strategy did with a list: when each URL started and ended, and what came of it.
///
/// @param name   of the strategy
/// @param wall   from the first start to the last end, the strategy's own setting up and clearing away included
/// @param spans  one for each URL that was begun, in list order
/// @param ok     URLs whose body was read to its end
/// @param failed URLs that failed
/// @param bytes  of all bodies together
/// @param errors what went wrong: each kind with its count and its first message, the commonest first
public record StrategyRun(
        String name, Duration wall, List<Span> spans, long ok, long failed, long bytes, List<ErrorKind> errors) {
    /// Copies its lists.
    public StrategyRun {
        spans = List.copyOf(spans);
        errors = List.copyOf(errors);
    }

    /// The spans in the order in which they started.
    public List<Span> started() {
        return spans.stream()
                .sorted(Comparator.comparingLong(Span::startNanos).thenComparingInt(Span::index))
                .toList();
    }

    /// The spans in the order in which they ended.
    public List<Span> completed() {
        return spans.stream()
                .sorted(Comparator.comparingLong(Span::endNanos).thenComparingInt(Span::index))
                .toList();
    }

    /// Whether the URLs ended in another order than they started.
    public boolean isReordered() {
        return !started().equals(completed());
    }

    /// The time of one URL: its place in the list, and when it started and ended, counted from the start of the
    /// run.
    ///
    /// @param index      in the list, from 0
    /// @param startNanos from the start of the run
    /// @param endNanos   from the start of the run
    /// @param error      why it failed, for people; empty when its body was read to its end
    public record Span(int index, long startNanos, long endNanos, Optional<String> error) {
        /// Whether its body was read to its end.
        public boolean ok() {
            return error.isEmpty();
        }
    }

    /// A kind of failure.
    ///
    /// @param kind    a stable word in snake_case
    /// @param count   URLs that failed so
    /// @param example the first message of this kind
    public record ErrorKind(String kind, long count, String example) {}
}
