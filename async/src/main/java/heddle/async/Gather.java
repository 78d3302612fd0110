package heddle.async;

import heddle.async.scope.Failures;
import heddle.async.task.Settled;
import heddle.async.task.Work;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One task an item, and the results in the order of the items.
final class Gather {
    private Gather() {}

    static <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> List<R> gather(
            Iterator<? extends T> items, int limit, Work<? super T, ? extends R, X> work) throws X {
        var slots = new ArrayList<Slot<R>>();
        ForEach.<T, X>forEach(items, limit, item -> {
            var slot = new Slot<R>();
            slots.add(slot);
            return () -> slot.fill(work.apply(item));
        });
        var results = new ArrayList<R>(slots.size());
        for (var slot : slots) {
            results.add(slot.value());
        }
        return results;
    }

    static <T extends @Nullable Object, R extends @Nullable Object> List<Settled<R>> gatherSettled(
            Iterator<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return Gather.<T, Settled<R>, RuntimeException>gather(
                items, limit, item -> Failures.settle(() -> work.apply(item)));
    }

    /// Where a task puts its result; the caller's list is the caller's alone.
    private static final class Slot<R extends @Nullable Object> {
        private @Nullable R value;

        void fill(R result) {
            value = result;
        }

        @SuppressWarnings("NullAway") // every task has filled its own, or this is not called
        R value() {
            return value;
        }
    }
}
