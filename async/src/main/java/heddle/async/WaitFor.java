package heddle.async;

import heddle.async.loop.Parking;
import heddle.async.scope.Child;
import heddle.async.scope.Settlement;
import heddle.async.task.Task;
import heddle.async.task.Until;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Waiting for several tasks at once, without taking their results: those remain to be asked for.
final class WaitFor {
    private WaitFor() {}

    static <T extends @Nullable Object> List<Task<T>> waitFor(Collection<? extends Task<T>> tasks, Until until) {
        Child.caller();
        var places = new ArrayList<Settlement.Waiting>(tasks.size());
        try {
            for (var task : tasks) {
                places.add(Child.of(task).enlist());
            }
            Parking.await(condition(tasks, until));
        } finally {
            places.forEach(Settlement.Waiting::close);
        }
        return tasks.stream().filter(Task::isDone).<Task<T>>map(task -> task).toList();
    }

    private static BooleanSupplier condition(Collection<? extends Task<?>> tasks, Until until) {
        return switch (until) {
            case FIRST_COMPLETED -> () -> tasks.isEmpty() || tasks.stream().anyMatch(Task::isDone);
            case FIRST_FAILED -> () -> hasFailed(tasks) || tasks.stream().allMatch(Task::isDone);
            case ALL_COMPLETED -> () -> tasks.stream().allMatch(Task::isDone);
        };
    }

    private static boolean hasFailed(Collection<? extends Task<?>> tasks) {
        return tasks.stream().anyMatch(task -> task.state() == Task.State.FAILED);
    }
}
