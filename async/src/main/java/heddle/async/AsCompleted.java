package heddle.async;

import heddle.async.scope.Child;
import heddle.async.scope.Failures;
import heddle.async.scope.Group;
import heddle.async.task.Body;
import heddle.async.task.Work;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Results in the order in which they are ready; close it, or take them all.
///
///     try (var pages = Async.asCompleted(urls, 10, url -> load(url))) {
///         for (var page : pages) { ... }
///     }
///
/// It belongs to the task that made it: that task iterates, once, and closes. Iterating starts tasks, so many at a
/// time, results not yet taken included; closing cancels those that run and waits for their end. The first failure
/// cancels the others and is thrown by the iterator (a checked one inside a
/// [java.util.concurrent.CompletionException]), or by closing if iterating did not get that far.
public final class AsCompleted<R extends @Nullable Object> implements Iterable<R>, AutoCloseable {
    private final Child<?> owner;
    private final Group group;
    private final Source<R> source;
    private final int limit;
    private final ConcurrentLinkedQueue<Ready<R>> ready = new ConcurrentLinkedQueue<>();
    private int pending;
    private boolean isIterated;
    private boolean isClosed;

    private record Ready<R extends @Nullable Object>(R value) {}

    /// Items and what is made of them.
    private interface Source<R extends @Nullable Object> {
        boolean hasNext();

        Body<R, ?> next();
    }

    private AsCompleted(Child<?> owner, int limit, Source<R> source) {
        this.owner = owner;
        this.group = new Group(owner);
        this.limit = limit;
        this.source = source;
    }

    static <T extends @Nullable Object, R extends @Nullable Object> AsCompleted<R> of(
            Iterator<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1");
        }
        var owner = Child.caller();
        var completed = new AsCompleted<R>(owner, limit, new Source<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Body<R, ?> next() {
                var item = items.next();
                return () -> work.apply(item);
            }
        });
        owner.open(completed.group);
        completed.startSome();
        return completed;
    }

    @Override
    public Iterator<R> iterator() {
        if (isIterated) {
            throw new IllegalStateException("these results can be iterated only once");
        }
        isIterated = true;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                startSome();
                return pending > 0;
            }

            @Override
            public R next() {
                return take();
            }
        };
    }

    private void startSome() {
        while (!isClosed && pending < limit && source.hasNext()) {
            var body = source.next();
            pending++;
            group.<@Nullable Void>start("", () -> {
                ready.add(new Ready<>(body.call()));
                return null;
            });
        }
    }

    private R take() {
        startSome();
        if (pending == 0) {
            throw new NoSuchElementException("every result has been taken");
        }
        group.awaitMembers(() -> !ready.isEmpty());
        var result = ready.poll();
        if (result == null) {
            close();
            throw new NoSuchElementException("the tasks have ended without a result");
        }
        pending--;
        return result.value();
    }

    /// Cancels what still runs and waits for its end. Throws the first failure, unless the iterator has thrown it.
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        pending = 0;
        group.cancel();
        group.join();
        owner.close(group);
        var failure = group.failure();
        if (failure != null) {
            throw Failures.unchecked(failure);
        }
    }
}
