package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Detached;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.Task;
import org.jspecify.annotations.Nullable;

/// A task of nobody that sleeps first.
final class CallLater {
    private CallLater() {}

    static Task<@Nullable Void> callAt(Deadline deadline, Action<?> action) {
        return Detached.of(Loop.current()).common().start("", Body.of(() -> {
            Sleep.sleepUntil(deadline);
            action.run();
        }));
    }
}
