package heddle.async.scope;

import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.task.Body;
import heddle.async.task.Task;
import heddle.async.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks that end together; the engine under [heddle.async.TaskGroup] and all operators that start tasks.
///
/// It counts those that run, and one more for its body; when the count is zero the group is closed for good. The
/// first failure marks the scope, so that every member's next wait throws, and keeps the later ones as suppressed.
///
/// The members form a list, for cancellation to reach them, that is confined to the loop's own thread: on a carrier
/// adding and removing is a matter of a few writes, elsewhere it is handed to the I/O thread in order.
public final class Group {
    private static final Logger log = LoggerFactory.getLogger(Group.class);
    private static final int LOGGED_MAX = 10;

    private final Loop loop;
    private final @Nullable Child<?> owner;
    private final Scope scope;
    private final @Nullable Unclaimed unclaimed;
    private final AtomicInteger running = new AtomicInteger(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// Who waits for members to end, and for the count to fall to what.
    private volatile @Nullable Thread waiter;

    private volatile int awaited;
    /// Whether someone did not get to the end because of a cancellation.
    private volatile boolean isIncomplete;
    /// The group that the owner opened before this one.
    private volatile @Nullable Group below;

    private @Nullable Child<?> first;

    /// A group of `owner`, the calling task, inside the scope it is in.
    public Group(Child<?> owner) {
        this.loop = owner.loop();
        this.owner = owner;
        this.scope = Scope.inside(owner.scope());
        this.unclaimed = null;
    }

    /// A group of nobody, on `loop`, whose members do not care for each other: a failure goes to `unclaimed`.
    public Group(Loop loop, Unclaimed unclaimed) {
        this.loop = loop;
        this.owner = null;
        this.scope = Scope.inside(null);
        this.unclaimed = unclaimed;
        Roots.of(loop).add(this);
    }

    /// Runs `body` inside a new group of the calling task, waits for all its members, and throws the first failure,
    /// which comes from the body or from a member. Anything thrown is an `X` or unchecked if members throw nothing
    /// else.
    public static <R extends @Nullable Object, X extends Exception> Ending<R> run(
            Work<? super Group, ? extends R, X> body) throws X {
        var me = Child.caller();
        var group = new Group(me);
        var ending = group.<R>enterAndJoin(me, body);
        var failure = group.failure();
        if (failure != null) {
            throw Failures.<X>rethrow(failure);
        }
        if (group.isIncomplete) {
            me.check(); // if it is the caller that was cancelled, not just the group
        }
        return ending;
    }

    /// How a body ended, given that nothing failed: it returned `value`, unless the `group` was cancelled first.
    public record Ending<R extends @Nullable Object>(
            @Nullable R value, boolean wasCancelled) {}

    private <R extends @Nullable Object> Ending<R> enterAndJoin(Child<?> me, Work<? super Group, ? extends R, ?> body) {
        R value = null;
        boolean cancelled = false;
        me.open(this);
        me.enter(scope);
        try {
            value = body.apply(this);
        } catch (Throwable e) {
            cancelled = scope.isCancelled() && Failures.isCancellation(e);
            if (cancelled) {
                isIncomplete = true;
            } else {
                fail(e);
            }
        }
        join();
        me.leave(scope);
        me.close(this);
        return new Ending<>(value, cancelled);
    }

    /// Starts a member. Safe from any thread while the group is open; then [IllegalStateException].
    public <T extends @Nullable Object> Child<T> start(String name, Body<? extends T, ?> body) {
        if (running.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException(
                    "this group has ended and starts no more tasks; start them from its body or from its tasks");
        }
        var child = new Child<T>(loop, this, name, body);
        if (loop.isHere()) {
            add(child);
        } else {
            child.joinsAsItBegins();
        }
        child.start();
        return child;
    }

    /// Takes a member that was started elsewhere, on that member as it begins: were it handed to the loop by who starts
    /// it, a short one could have ended before. Where it runs beside the loop's thread it can wait already, and who
    /// cancels may have passed by, when it is added.
    void begins(Child<?> child) {
        loop.runHere(() -> {
            add(child);
            if (scope.isCancelled()) {
                child.reach();
            }
        });
    }

    /// As [#join()], on a thread that is no coroutine.
    public void joinOutside() {
        running.decrementAndGet();
        awaitOutside(0);
    }

    /// Waits until no member runs, on a thread that is no coroutine. The group goes on, and may start others.
    void awaitMembersOutside() {
        awaitOutside(1); // the body counts for one
    }

    private void awaitOutside(int count) {
        awaited = count;
        waiter = Thread.currentThread();
        boolean interrupted = false;
        while (running.get() > count) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until fewer than `limit` members run. On the owner, in its body; cancellable.
    public void awaitRoom(int limit) {
        if (running.get() > limit) { // the body counts for one
            await(limit, () -> running.get() <= limit);
        }
    }

    /// Waits until `done`, which is looked at whenever a member ends; or until there is a failure, or nobody left.
    public void awaitMembers(BooleanSupplier done) {
        await(Integer.MAX_VALUE, () -> done.getAsBoolean() || failure() != null || running.get() == 1);
    }

    /// Ends the body and waits until every member has ended. On the owner. Cancelling it does not end this wait: it
    /// cancels the members, and they end it.
    public void join() {
        running.decrementAndGet();
        awaited = 0;
        waiter = Thread.currentThread();
        Parking.awaitRegardless(this::isEmpty);
        waiter = null;
    }

    /// Parks until `done`, which is looked at when a member ends and at most `count` are left, the body included.
    private void await(int count, BooleanSupplier done) {
        awaited = count;
        waiter = Thread.currentThread();
        try {
            Parking.await(done);
        } finally {
            waiter = null;
        }
    }

    /// Whether all have ended, the body too.
    boolean isEmpty() {
        return running.get() == 0;
    }

    /// Cancels everything in this group. Safe from any thread.
    public void cancel() {
        if (owner != null) {
            owner.cancel(scope);
        } else if (scope.mark()) {
            loop.runHere(this::reachChildren);
        }
    }

    /// Notes a failure, and cancels the group if it is the first.
    void fail(Throwable later) {
        var first = failure.compareAndExchange(null, later);
        if (first == null) {
            cancel();
        } else {
            Failures.suppress(first, later);
        }
    }

    /// Notes the failure of a member.
    void fail(Child<?> child, Throwable failure) {
        if (unclaimed == null) {
            fail(failure);
        } else {
            if (loop.isDebugged()) {
                log.warn("{} failed, and nobody has awaited it yet", child, failure);
                log.warn("{} is what failed", child, child.origin());
            }
            unclaimed.add(child, failure);
        }
    }

    /// Notes that someone has been told of the failure of `child`.
    void claim(Child<?> child) {
        if (unclaimed != null) {
            unclaimed.remove(child);
        }
    }

    /// The first failure, or null.
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /// How many members run that nobody has cancelled.
    int leftOver() {
        return scope.isMarked() ? 0 : running.get() - 1;
    }

    /// Says in the log where the members were created, of ten at most: in debug mode.
    void logOrigins() {
        if (loop.isDebugged()) {
            newest(LOGGED_MAX).forEach(child -> log.warn("{} still runs", child, child.origin()));
        }
    }

    /// Whether it was cancelled and no member runs.
    public boolean isOver() {
        return scope.isMarked() && running.get() <= 1;
    }

    /// The scope that members are inside of.
    public Scope scope() {
        return scope;
    }

    /// Members, the newest first, `countMax` at most. Safe from any thread: links lead to older ones only, so that
    /// this ends, and one that has ended meanwhile still leads on to those that have not.
    public List<Child<?>> newest(int countMax) {
        var seen = new ArrayList<Child<?>>();
        for (var child = first; child != null && seen.size() < countMax; child = child.next) {
            seen.add(child);
        }
        return seen;
    }

    /// How many members run.
    public int size() {
        return Math.max(0, running.get() - (isJoining() ? 0 : 1));
    }

    /// The thread that waits for members to end, if any does.
    public @Nullable Thread waiter() {
        return waiter;
    }

    /// Whether that one waits for all of them; else only for some.
    public boolean isJoining() {
        return waiter != null && awaited == 0;
    }

    @Nullable Group below() {
        return below;
    }

    void putOn(@Nullable Group other) {
        below = other;
    }

    /// Tells every member that is cancelled. On the loop's own thread.
    void reachChildren() {
        for (var child = first; child != null; child = child.next) {
            child.reach();
        }
    }

    /// Notes the end of `child`, on that child.
    void ended(Child<?> child) {
        if (child.state() == Task.State.CANCELLED) {
            isIncomplete = true;
        }
        if (loop.isHere()) {
            remove(child);
        } else {
            loop.runHere(() -> remove(child));
        }
        int left = running.decrementAndGet();
        var waiting = waiter;
        if (waiting != null && left <= awaited) {
            Parking.wake(waiting);
        }
    }

    private void add(Child<?> child) {
        loop.counters().taskStarts();
        child.next = first;
        if (first != null) {
            first.previous = child;
        }
        first = child;
    }

    private void remove(Child<?> child) {
        loop.counters().taskEnded();
        if (child.previous == null) {
            first = child.next;
        } else {
            child.previous.next = child.next;
        }
        if (child.next != null) {
            child.next.previous = child.previous;
        }
    }
}
