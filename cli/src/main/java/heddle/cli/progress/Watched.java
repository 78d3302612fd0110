package heddle.cli.progress;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.Tail;
import java.util.Optional;
import java.util.function.Supplier;

/// What is watched.
///
/// @param statistics cheap to ask for
/// @param tail       dear to ask for where there are many hosts
public record Watched(Supplier<FetchStatistics> statistics, Supplier<Optional<Tail>> tail) {}
