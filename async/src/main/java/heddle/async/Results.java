package heddle.async;

import heddle.async.scope.Child;
import heddle.async.scope.Failures;
import heddle.async.scope.Group;
import heddle.async.task.Work;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Results that are made while they are taken, so many at a time; close it, or take them all.
///
///     try (var pages = Async.map(urls, 10, url -> load(url))) {
///         for (var page : pages) { ... }
///     }
///
/// It belongs to the task that made it: that task iterates, once, and closes. Iterating starts tasks, so many at a
/// time, results not yet taken included; closing cancels those that run and waits for their end. The first failure
/// cancels the others and is thrown by the iterator (a checked one inside a
/// [java.util.concurrent.CompletionException]), or by closing if iterating did not get that far.
public final class Results<R extends @Nullable Object> implements Iterable<R>, AutoCloseable {
    private final Child<?> owner;
    private final Group group;
    private final Source<R> source;
    private final int limit;
    private final Shelf<R> shelf;
    private int pending;
    private boolean isIterated;
    private boolean isClosed;

    /// Where results wait to be taken; the order in which they are is what is particular. The owner's, except for
    /// the places.
    interface Shelf<R extends @Nullable Object> {
        /// A place for one more result; any thread may put it there, once.
        Consumer<R> place();

        /// Whether the next result is there.
        boolean isReady();

        /// Takes the next result, which is there.
        R take();
    }

    /// Starts the making of the next result.
    private interface Source<R extends @Nullable Object> {
        boolean hasNext();

        void startNext(Group group, Consumer<R> place);
    }

    private Results(Child<?> owner, int limit, Shelf<R> shelf, Source<R> source) {
        this.owner = owner;
        this.group = new Group(owner);
        this.limit = limit;
        this.shelf = shelf;
        this.source = source;
    }

    static <T extends @Nullable Object, R extends @Nullable Object> Results<R> of(
            Iterator<? extends T> items, int limit, Shelf<R> shelf, Work<? super T, ? extends R, ?> work) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1");
        }
        var owner = Child.caller();
        var results = new Results<R>(owner, limit, shelf, new Source<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public void startNext(Group group, Consumer<R> place) {
                var item = items.next();
                group.<@Nullable Void>start("", () -> {
                    place.accept(work.apply(item));
                    return null;
                });
            }
        });
        owner.open(results.group);
        results.startSome();
        return results;
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
            source.startNext(group, shelf.place());
            pending++;
        }
    }

    private R take() {
        startSome();
        if (pending == 0) {
            throw new NoSuchElementException("every result has been taken");
        }
        group.awaitMembers(shelf::isReady);
        if (!shelf.isReady()) {
            close();
            owner.check(); // whoever is cancelled has its tasks end without a result
            throw new NoSuchElementException("the tasks have ended without a result");
        }
        pending--;
        return shelf.take();
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
