package heddle.async;

import heddle.async.scope.Child;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import heddle.async.task.Until;
import heddle.async.task.Visit;
import heddle.async.task.Work;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The door to the runtime.
///
///     void main() {
///         Async.run(() -> {
///             var pages = Async.gather(urls, url -> load(url));
///             ...
///         });
///     }
///
/// [#run] starts a loop; everything else is called inside, on a task, and throws [IllegalStateException] anywhere
/// else. Whatever waits here throws [heddle.async.task.CancelledException] in a cancelled scope. Exceptions of the
/// code that is handed in arrive as what they are, checked ones included.
public final class Async {
    private Async() {}

    /// Starts a loop, runs `action` on it as its first task, and returns when that has ended and everything it
    /// started too. An interrupt of the calling thread cancels it all.
    public static <X extends Exception> void run(Action<X> action) throws X {
        run(LoopOptions.defaults(), action);
    }

    /// As [#run(Action)], and returns what `body` does.
    public static <T extends @Nullable Object, X extends Exception> T run(Body<? extends T, X> body) throws X {
        return run(LoopOptions.defaults(), body);
    }

    /// As [#run(Action)], on a loop that is made as `options` say.
    public static <X extends Exception> void run(LoopOptions options, Action<X> action) throws X {
        Run.<@Nullable Void, X>run(options, Body.of(action));
    }

    /// As [#run(Body)], on a loop that is made as `options` say.
    public static <T extends @Nullable Object, X extends Exception> T run(
            LoopOptions options, Body<? extends T, X> body) throws X {
        return Run.run(options, body);
    }

    /// Works on all items at once, a task each, and returns the results in the order of the items. The first
    /// failure cancels the other tasks and is thrown.
    public static <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> List<R> gather(
            Iterable<? extends T> items, Work<? super T, ? extends R, X> work) throws X {
        return Gather.gather(items.iterator(), Integer.MAX_VALUE, work);
    }

    /// As [#gather(Iterable, Work)], on at most `limit` items at a time; an item is taken from the source when
    /// there is room for it.
    public static <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> List<R> gather(
            Iterable<? extends T> items, int limit, Work<? super T, ? extends R, X> work) throws X {
        return Gather.gather(items.iterator(), limit, work);
    }

    /// Runs all bodies at once, a task each, and returns their results in order.
    public static <R extends @Nullable Object, X extends Exception> List<R> gather(
            Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        return Gather.<Body<? extends R, ? extends X>, R, X>gather(bodies.iterator(), Integer.MAX_VALUE, Body::call);
    }

    /// As [#gather(Iterable, Work)], and returns what became of each: a failure is a value, and cancels nobody.
    public static <T extends @Nullable Object, R extends @Nullable Object> List<Settled<R>> gatherSettled(
            Iterable<? extends T> items, Work<? super T, ? extends R, ?> work) {
        return Gather.gatherSettled(items.iterator(), Integer.MAX_VALUE, work);
    }

    /// As [#gatherSettled(Iterable, Work)], on at most `limit` items at a time.
    public static <T extends @Nullable Object, R extends @Nullable Object> List<Settled<R>> gatherSettled(
            Iterable<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return Gather.gatherSettled(items.iterator(), limit, work);
    }

    /// Works on all items at once, a task each, and returns when the last has ended. The first failure cancels the
    /// others and is thrown.
    public static <T extends @Nullable Object, X extends Exception> void forEach(
            Iterable<? extends T> items, Visit<? super T, X> visit) throws X {
        forEach(items.iterator(), Integer.MAX_VALUE, visit);
    }

    /// As [#forEach(Iterable, Visit)], on at most `limit` items at a time; an item is taken from the source when
    /// there is room for it, so a lazy source may be endless.
    public static <T extends @Nullable Object, X extends Exception> void forEach(
            Iterable<? extends T> items, int limit, Visit<? super T, X> visit) throws X {
        forEach(items.iterator(), limit, visit);
    }

    /// As [#forEach(Iterable, int, Visit)], for a stream, which the caller closes.
    public static <T extends @Nullable Object, X extends Exception> void forEach(
            Stream<? extends T> items, int limit, Visit<? super T, X> visit) throws X {
        forEach(items.iterator(), limit, visit);
    }

    /// As [#forEach(Iterable, int, Visit)], for what is left of an iterator.
    public static <T extends @Nullable Object, X extends Exception> void forEach(
            Iterator<? extends T> items, int limit, Visit<? super T, X> visit) throws X {
        ForEach.<T, X>forEach(items, limit, item -> () -> visit.accept(item));
    }

    /// Gives the results of all items in the order of the items, while they are made: at most `limit` items are
    /// worked on or waiting to be taken, so a lazy source may be endless. Close it.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> map(
            Iterable<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return map(items.iterator(), limit, work);
    }

    /// As [#map(Iterable, int, Work)], for a stream, which the caller closes.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> map(
            Stream<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return map(items.iterator(), limit, work);
    }

    /// As [#map(Iterable, int, Work)], for what is left of an iterator.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> map(
            Iterator<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return Results.of(items, limit, new InOrder<R>(), work);
    }

    /// Works on all items at once, a task each, and gives the results as they are ready. Close it.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> asCompleted(
            Iterable<? extends T> items, Work<? super T, ? extends R, ?> work) {
        return asCompleted(items, Integer.MAX_VALUE, work);
    }

    /// As [#map(Iterable, int, Work)], in the order in which the results are ready.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> asCompleted(
            Iterable<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return asCompleted(items.iterator(), limit, work);
    }

    /// As [#asCompleted(Iterable, int, Work)], for a stream, which the caller closes.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> asCompleted(
            Stream<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return asCompleted(items.iterator(), limit, work);
    }

    /// As [#asCompleted(Iterable, int, Work)], for what is left of an iterator.
    public static <T extends @Nullable Object, R extends @Nullable Object> Results<R> asCompleted(
            Iterator<? extends T> items, int limit, Work<? super T, ? extends R, ?> work) {
        return Results.of(items, limit, new AsCompleted<R>(), work);
    }

    /// Runs all bodies at once; the first to end, be it by failing, has the others cancelled, and its outcome is
    /// returned or thrown once they have ended.
    public static <R extends @Nullable Object, X extends Exception> R race(
            Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        return Race.<R, X>race(bodies);
    }

    /// As [#race], but a failure does not win: it is thrown, with the others suppressed, only if all fail.
    public static <R extends @Nullable Object, X extends Exception> R firstSuccess(
            Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        return Race.<R, X>firstSuccess(bodies);
    }

    /// Parks until so much of the tasks has ended, and returns those that have, in the order given. Throws none of
    /// their failures and cancels none of the others.
    public static <T extends @Nullable Object> List<Task<T>> waitFor(Collection<? extends Task<T>> tasks, Until until) {
        return WaitFor.waitFor(tasks, until);
    }

    /// The task that is calling.
    public static Task<?> currentTask() {
        return Child.caller();
    }

    /// Parks for so long, on the loop's time; for no time at all it lets the others have a turn.
    public static void sleep(Duration duration) {
        Sleep.sleep(duration);
    }

    /// Parks until `deadline`, wherever it is moved meanwhile.
    public static void sleepUntil(Deadline deadline) {
        Sleep.sleepUntil(deadline);
    }

    /// Lets the other tasks have a turn, and timers and sockets theirs in time. Long computations call this now and
    /// then.
    @SuppressWarnings("NamedLikeContextualKeyword") // it is always called by its full name
    public static void yield() {
        Sleep.sleep(Duration.ZERO);
    }

    /// Runs `action`, and cancels it when `limit` is up: then, once it has ended, throws
    /// [heddle.async.task.TimeoutExceededException].
    public static <X extends Exception> void timeout(Duration limit, Action<X> action) throws X {
        Timeout.<@Nullable Void, X>timeout(limit, Body.of(action));
    }

    /// As [#timeout(Duration, Action)], and returns what `body` does. A body that returns in spite of its
    /// cancellation has its value returned.
    public static <T extends @Nullable Object, X extends Exception> T timeout(Duration limit, Body<? extends T, X> body)
            throws X {
        return Timeout.timeout(limit, body);
    }

    /// As [#timeout(Duration, Action)], with a limit that can be shared and moved.
    public static <X extends Exception> void timeoutAt(Deadline deadline, Action<X> action) throws X {
        Timeout.<@Nullable Void, X>timeoutAt(deadline, Body.of(action));
    }

    /// As [#timeout(Duration, Body)], with a limit that can be shared and moved.
    public static <T extends @Nullable Object, X extends Exception> T timeoutAt(
            Deadline deadline, Body<? extends T, X> body) throws X {
        return Timeout.timeoutAt(deadline, body);
    }

    /// Runs `action`, and cancels it when `limit` is up: then, once it has ended, goes on as if it had returned.
    /// Whether it did return.
    public static <X extends Exception> boolean moveOnAfter(Duration limit, Action<X> action) throws X {
        return moveOnAt(Deadline.after(limit), action);
    }

    /// As [#moveOnAfter(Duration, Action)], and returns what `body` does, which must not be null; empty if it was
    /// cancelled.
    public static <T, X extends Exception> Optional<T> moveOnAfter(Duration limit, Body<? extends T, X> body) throws X {
        return MoveOn.moveOnAt(Deadline.after(limit), body);
    }

    /// As [#moveOnAfter(Duration, Action)], with a limit that can be shared and moved.
    public static <X extends Exception> boolean moveOnAt(Deadline deadline, Action<X> action) throws X {
        return MoveOn.moveOnAt(deadline, action);
    }

    /// As [#moveOnAfter(Duration, Body)], with a limit that can be shared and moved.
    public static <T, X extends Exception> Optional<T> moveOnAt(Deadline deadline, Body<? extends T, X> body) throws X {
        return MoveOn.moveOnAt(deadline, body);
    }

    /// Starts a task that runs `action` after so long. Nobody waits for it, as for those of [TaskGroup#detached()]:
    /// the end of the run cancels it, and a failure that nobody [awaits][heddle.async.task.Task#await()] is thrown
    /// there.
    public static Task<@Nullable Void> callLater(Duration delay, Action<?> action) {
        return callAt(Deadline.after(delay), action);
    }

    /// As [#callLater], at `deadline`, wherever it is moved meanwhile.
    public static Task<@Nullable Void> callAt(Deadline deadline, Action<?> action) {
        return CallLater.callAt(deadline, action);
    }

    /// Runs `action` spared from cancellation from outside; the next wait after it is not. For short cleaning up.
    public static <X extends Exception> void shield(Action<X> action) throws X {
        Shield.<@Nullable Void, X>shield(Body.of(action));
    }

    /// As [#shield(Action)], and returns what `body` does.
    public static <T extends @Nullable Object, X extends Exception> T shield(Body<? extends T, X> body) throws X {
        return Shield.shield(body);
    }

    /// Runs `action` on a platform thread, for what would hold the loop: files, name lookups of the JDK, long
    /// computations. There are [LoopOptions#threadsMax] such threads at most. Cancellation interrupts the thread,
    /// and this still waits for its end.
    public static <X extends Exception> void toThread(Action<X> action) throws X {
        ToThread.<@Nullable Void, X>toThread(Body.of(action));
    }

    /// As [#toThread(Action)], and returns what `body` does.
    public static <T extends @Nullable Object, X extends Exception> T toThread(Body<? extends T, X> body) throws X {
        return ToThread.toThread(body);
    }

    /// Runs `action` with `key` bound to `value`, for the calling task, for every task that is started inside, and
    /// for [#toThread] there. [ScopedValue#where] alone binds for the calling task only.
    public static <V, X extends Exception> void where(ScopedValue<V> key, V value, Action<X> action) throws X {
        Child.caller().<V, @Nullable Void, X>callWhere(key, value, Body.of(action));
    }

    /// As [#where(ScopedValue, Object, Action)], and returns what `body` does.
    public static <V, T extends @Nullable Object, X extends Exception> T where(
            ScopedValue<V> key, V value, Body<? extends T, X> body) throws X {
        return Child.caller().<V, T, X>callWhere(key, value, body);
    }
}
