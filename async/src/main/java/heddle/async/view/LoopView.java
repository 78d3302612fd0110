package heddle.async.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A loop with its tasks: the first task of its run, and the groups that belong to no task (those of
/// [heddle.async.Loops], and detached ones).
public record LoopView(
        LoopStatistics statistics, Optional<Holder> holder, List<TaskView> first, List<GroupView> groups) {
    /// Who had the loop's thread when it was looked at, how long by then, and where it was. Nobody else runs on the
    /// loop until it gives way.
    public record Holder(String name, Duration held, List<StackTraceElement> stack) {}
}
