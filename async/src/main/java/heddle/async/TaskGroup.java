package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Detached;
import heddle.async.scope.Failures;
import heddle.async.scope.Group;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.Task;
import heddle.async.task.Visit;
import heddle.async.task.Work;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Tasks that end together.
///
///     TaskGroup.run(group -> {
///         var left = group.start(() -> load("left"));
///         var right = group.start(() -> load("right"));
///         show(left.await(), right.await());
///     });
///
/// A group ends when its body and all its tasks have ended, those started by its tasks too. The first failure, of
/// the body or of a task, cancels all others and is thrown at the end; failures after it are among its
/// [suppressed][Throwable#getSuppressed()]. A checked exception of a task arrives inside a
/// [java.util.concurrent.CompletionException]; the body's own arrive as they are. A task that was cancelled has not
/// failed.
///
/// If the surrounding scope is cancelled, so is everything in the group; it waits for the end of all and throws
/// [heddle.async.task.CancelledException].
public final class TaskGroup {
    private final Group group;
    private final @Nullable Semaphore permits;

    private TaskGroup(Group group, @Nullable Semaphore permits) {
        this.group = group;
        this.permits = permits;
    }

    /// A group of nobody on the caller's loop, for what outlives the code that opens it, as requests of a server.
    /// Its tasks do not care for each other: a failure cancels nobody, and if nobody [awaits][Task#await()] it, the
    /// run throws it at its end. End it by [#cancel()]; the end of the run cancels it too, and waits for its tasks.
    public static TaskGroup detached() {
        return new TaskGroup(Detached.of(Loop.current()).open(), null);
    }

    /// Runs `body`, which starts tasks, and waits for all of them. Must be called on a task.
    public static <X extends Exception> void run(Visit<? super TaskGroup, X> body) throws X {
        runIn(null, body);
    }

    /// As [#run(Visit)], with at most `limit` of its tasks at work; those started beyond that wait, parked, for
    /// their turn. For a source of many items [Async#forEach] starts no more than it needs.
    public static <X extends Exception> void run(int limit, Visit<? super TaskGroup, X> body) throws X {
        runIn(permits(limit), body);
    }

    private static <X extends Exception> void runIn(@Nullable Semaphore permits, Visit<? super TaskGroup, X> body)
            throws X {
        Group.<@Nullable Void, X>run(group -> {
            body.accept(new TaskGroup(group, permits));
            return null;
        });
    }

    /// As [#run(Visit)], and returns what `body` does. Throws [CancellationException] if the body was cut short by
    /// [#cancel()], so that there is nothing to return.
    public static <R extends @Nullable Object, X extends Exception> R call(Work<? super TaskGroup, ? extends R, X> body)
            throws X {
        return TaskGroup.<R, X>callIn(null, body);
    }

    /// As [#call(Work)], with the limit of [#run(int, Visit)].
    public static <R extends @Nullable Object, X extends Exception> R call(
            int limit, Work<? super TaskGroup, ? extends R, X> body) throws X {
        return TaskGroup.<R, X>callIn(permits(limit), body);
    }

    @SuppressWarnings("NullAway") // value is an R unless the body was cancelled
    private static <R extends @Nullable Object, X extends Exception> R callIn(
            @Nullable Semaphore permits, Work<? super TaskGroup, ? extends R, X> body) throws X {
        var ending = Group.<R, X>run(group -> body.apply(new TaskGroup(group, permits)));
        if (ending.wasCancelled()) {
            throw new CancellationException("the group was cancelled before its body returned");
        }
        return ending.value();
    }

    private static Semaphore permits(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1");
        }
        return new Semaphore(limit, true);
    }

    /// Starts a task. Safe from any thread, as long as the group has not ended: then [IllegalStateException].
    public <T extends @Nullable Object> Task<T> start(Body<? extends T, ?> body) {
        return start("", body);
    }

    /// Starts a task that gives nothing.
    public Task<@Nullable Void> start(Action<?> action) {
        return start("", action);
    }

    /// Starts a task whose thread has a name.
    public <T extends @Nullable Object> Task<T> start(String name, Body<? extends T, ?> body) {
        return group.start(name, Failures.uncheckedBody(permits == null ? body : inTurn(permits, body)));
    }

    private static <T extends @Nullable Object> Body<T, Exception> inTurn(
            Semaphore permits, Body<? extends T, ?> body) {
        return () -> {
            permits.acquire();
            try {
                return body.call();
            } finally {
                permits.release();
            }
        };
    }

    /// Starts a task that gives nothing and whose thread has a name.
    public Task<@Nullable Void> start(String name, Action<?> action) {
        return start(name, Body.of(action));
    }

    /// Cancels the body and all tasks. That is no failure: [#run(Visit)] waits for their end and returns.
    public void cancel() {
        group.cancel();
    }
}
