package heddle.async;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One task an item, so many at a time.
///
/// The calling task iterates: it takes an item only when there is a task's place free for it, so of a lazy source
/// no more
/// than that is ever in memory.
final class ForEach {
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
            while (items.hasNext()) {
                var action = plan.of(items.next());
                group.<@Nullable Void>start("", () -> {
                    action.run();
                    return null;
                });
                group.awaitRoom(limit);
            }
            return null;
        });
    }
}
