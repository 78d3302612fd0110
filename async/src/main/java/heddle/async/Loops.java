package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Detached;
import heddle.async.scope.Group;
import heddle.async.scope.Unclaimed;
import heddle.async.scope.Workers;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.Task;
import heddle.async.view.LoopStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Several loops side by side, for programs that want more than one core or bring work from outside.
///
/// A task stays on the loop it was started on. Tasks that share state go to the same loop, by an index or a key.
/// Everything here may be called from any thread; who opens closes.
///
///     try (var loops = Loops.open(4)) {
///         var left = loops.submit(() -> crawl("left"));
///         var right = loops.submit(() -> crawl("right"));
///         report(left.await(), right.await());
///     }
public final class Loops implements AutoCloseable {
    private final Workers workers;
    private final List<Loop> loops = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Unclaimed unclaimed = new Unclaimed();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Loops(int count, LoopOptions options) {
        this.workers = new Workers(options.threadsMax());
        for (int i = 0; i < count; i++) {
            var loop = options.open(workers);
            loops.add(loop);
            groups.add(new Group(loop, unclaimed));
        }
    }

    /// Starts `count` loops.
    public static Loops open(int count) {
        return open(count, LoopOptions.defaults());
    }

    /// Starts `count` loops that are made as `options` say.
    public static Loops open(int count, LoopOptions options) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; there must be at least 1 loop");
        }
        return new Loops(count, options);
    }

    /// How many loops there are.
    public int size() {
        return loops.size();
    }

    /// What each loop has done and has before it, in their order; [heddle.async.inspect.Inspect] shows the tasks too.
    public List<LoopStatistics> statistics() {
        return loops.stream().map(Loop::statistics).toList();
    }

    /// Starts a task on the loops in turn. Does not wait; the [handle][Task#await()] tells what becomes of it.
    public <T extends @Nullable Object> Task<T> submit(Body<? extends T, ?> body) {
        return submit(turn.getAndIncrement(), body);
    }

    /// Starts a task on the loop of that index; any int will do, it is taken modulo [#size()].
    public <T extends @Nullable Object> Task<T> submit(int index, Body<? extends T, ?> body) {
        return groups.get(Math.floorMod(index, size())).start("", body);
    }

    /// Starts a task that gives nothing, on the loops in turn.
    public Task<@Nullable Void> submit(Action<?> action) {
        return submit(Body.of(action));
    }

    /// Starts a task that gives nothing, on the loop of that index.
    public Task<@Nullable Void> submit(int index, Action<?> action) {
        return submit(index, Body.of(action));
    }

    /// Starts a task on the loop that `key` falls to; equal keys fall to the same.
    public <T extends @Nullable Object> Task<T> submit(Object key, Body<? extends T, ?> body) {
        return submit(spread(key.hashCode()), body);
    }

    /// Starts a task that gives nothing, on the loop that `key` falls to.
    public Task<@Nullable Void> submit(Object key, Action<?> action) {
        return submit(key, Body.of(action));
    }

    /// Runs `body` on the loop of that index, taken modulo [#size()], and blocks until it has ended. An interrupt
    /// of the calling thread cancels it. Not for tasks: they must not block.
    public <T extends @Nullable Object, X extends Exception> T run(int index, Body<? extends T, X> body) throws X {
        if (Loop.isPresent()) {
            throw new IllegalStateException("a task must not block; use submit(index, body).await()");
        }
        var task = groups.get(Math.floorMod(index, size())).<T>start("", body);
        return task.<X>awaitOutside();
    }

    /// As [#run(int, Body)], on the loop that `key` falls to; equal keys fall to the same.
    public <T extends @Nullable Object, X extends Exception> T run(Object key, Body<? extends T, X> body) throws X {
        return run(spread(key.hashCode()), body);
    }

    /// As [#run(int, Body)], for what gives nothing.
    public <X extends Exception> void run(int index, Action<X> action) throws X {
        this.<@Nullable Void, X>run(index, Body.of(action));
    }

    /// As [#run(Object, Body)], for what gives nothing.
    public <X extends Exception> void run(Object key, Action<X> action) throws X {
        this.<@Nullable Void, X>run(key, Body.of(action));
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8; // Fibonacci hashing: neighbours fall apart
    }

    /// Cancels what still runs, waits for its end, and ends the loops. What failed and was not
    /// [awaited][Task#await()] is thrown, the first with the others suppressed. Does nothing the second time.
    /// Throws [IllegalStateException] in a task of these loops.
    @Override
    public void close() {
        loops.forEach(Loop::requireOutside);
        if (isClosed.getAndSet(true)) {
            return;
        }
        groups.forEach(Group::cancel);
        groups.forEach(Group::joinOutside);
        loops.forEach(this::closeDetached);
        loops.forEach(Loop::close);
        workers.close();
        unclaimed.throwFirst();
    }

    private void closeDetached(Loop loop) {
        var left = Detached.of(loop);
        left.awaitHandedOver();
        try {
            left.close();
        } catch (RuntimeException e) {
            unclaimed.add(loop, e);
        }
    }
}
