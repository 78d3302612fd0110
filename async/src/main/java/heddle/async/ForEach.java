package heddle.async;

import heddle.async.scope.Group;
import heddle.async.task.Action;
import heddle.async.task.Body;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One task an item, so many at a time.
///
/// The calling task iterates: it takes an item only when there is a task's place free for it, so of a lazy source
/// no more than that is ever in memory.
final class ForEach {
    /// After so many tasks in a row the others get a turn, and a cancellation is noticed.
    private static final int STARTED_AT_ONCE = 256;

    private ForEach() {}

    /// What a task is to do with `item`; called by the calling task, in order.
    interface Plan<T extends @Nullable Object, X extends Exception> {
        Action<X> of(T item);
    }

    static <T extends @Nullable Object, X extends Exception> void forEach(
            Iterator<? extends T> items, int limit, Plan<? super T, X> plan) throws X {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1");
        }
        Group.<@Nullable Void, X>run(group -> {
            group.awaitRoom(limit);
            for (int started = 1; items.hasNext(); started++) {
                var action = plan.of(items.next());
                group.start("", Body.of(action));
                group.awaitRoom(limit);
                if (started % STARTED_AT_ONCE == 0) {
                    Async.yield();
                }
            }
            return null;
        });
    }
}
