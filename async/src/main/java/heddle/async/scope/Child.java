package heddle.async.scope;

import heddle.async.flight.Flight;
import heddle.async.loop.Coroutine;
import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coroutine as a member of its group: its scopes, its outcome, and how cancellation reaches it.
///
/// **Interrupts.** Whoever cancels a scope first marks it and then interrupts the coroutines inside, so that
/// foreign blocking code ends too. A coroutine that leaves the scope meanwhile must not carry the interrupt out. So
/// interrupts are sent under a lock, the loop's *gate*, and only to who is still cancelled; and one that enters or
/// leaves a scope first says so ([#scope()]) and then looks whether that scope is marked. Either it sees the mark, and
/// then takes the gate and sees to the interrupt itself; or the other sees where it is. No lock is taken where nothing
/// is cancelled.
///
/// **Reach.** What a canceller walks through (the children of groups) is confined to the loop's own thread.
public final class Child<T extends @Nullable Object> extends Coroutine implements Task<T> {
    private static final Logger log = LoggerFactory.getLogger(Child.class);
    private static final LoopLocal<ReentrantLock> GATE = LoopLocal.of(ReentrantLock::new);

    private final String name;
    private final @Nullable Group group;
    private final Scope root;
    private final Settlement<T> result = new Settlement<>();
    private @Nullable Body<? extends T, ?> body;
    /// What [#callWhere] has bound around the code that runs; written by this coroutine alone.
    private ScopedValue.@Nullable Carrier bindings;
    /// Where it was made, in debug mode.
    private final @Nullable Throwable origin;
    /// When it first ran, about, in real time; for whoever looks. Written by this coroutine alone.
    private long startedNanos;
    private boolean isJoining;

    /// The innermost scope that it has gone into; null while it is in its own, so that making a coroutine takes no
    /// fence. Written by this coroutine alone.
    private volatile @Nullable Scope entered;
    /// The groups it has open, the latest first; written by this coroutine alone.
    private volatile @Nullable Group groups;

    /// Its neighbours in the group, confined to the loop's thread.
    @Nullable Child<?> previous;

    @Nullable Child<?> next;

    /// A member of `group`, or the first task of a run if there is none. Not yet started.
    public Child(Loop loop, @Nullable Group group, String name, Body<? extends T, ?> body) {
        super(loop, name);
        this.name = name;
        this.group = group;
        this.root = Scope.inside(group == null ? null : group.scope());
        this.body = body;
        this.bindings = Coroutine.current() instanceof Child<?> starter ? starter.bindings : null;
        this.origin = loop.isDebugged() ? new Throwable("it was created here") : null;
        if (Flight.isOn()) {
            Flight.taskStarts(loop.name(), thread().threadId(), name);
        }
    }

    /// The calling task. Throws [IllegalStateException], with advice, anywhere else.
    public static Child<?> caller() {
        if (Coroutine.current() instanceof Child<?> child) {
            return child;
        }
        throw new IllegalStateException("thread " + Coroutine.callerName()
                + " runs no task; call this inside Async.run(...), on a thread that Heddle started");
    }

    /// `task` as the engine sees it.
    public static <T extends @Nullable Object> Child<T> of(Task<T> task) {
        if (task instanceof Child<T> child) {
            return child;
        }
        throw new IllegalArgumentException(task + " was not started by Heddle");
    }

    /// Has it become a member of its group when it begins. Before it starts.
    void joinsAsItBegins() {
        isJoining = true;
    }

    @Override
    protected void run() {
        startedNanos = loop().roughNanoTime();
        if (group != null && isJoining) {
            group.begins(this);
        }
        if (group == null) {
            Roots.of(loop()).add(this);
            loop().runHere(loop().counters()::taskStarts);
        }
        if (root.isCancelled()) {
            thread().interrupt();
        }
        T value = null;
        Throwable failure = null;
        try {
            value = bound(body()).call();
        } catch (Throwable e) {
            failure = e;
        }
        abandonGroups();
        if (group == null) {
            Roots.of(loop()).remove(this);
            loop().runHere(loop().counters()::taskEnded);
            loop().pauseTime();
        }
        end(value, failure);
        if (Flight.isOn()) {
            Flight.taskEnded(loop().name(), thread().threadId(), name, state().toString());
        }
        if (group != null) {
            group.ended(this);
        }
    }

    /// Runs `body` with `key` bound to `value`, for this coroutine and for all that are started in there.
    ///
    /// The JDK hands bindings on only to threads of its own `StructuredTaskScope`. So they are noted here too, and
    /// bound once more in each coroutine, which inherits the notes of the one that starts it.
    public <V, R extends @Nullable Object, X extends Exception> R callWhere(
            ScopedValue<V> key, V value, Body<? extends R, X> body) throws X {
        var outer = bindings;
        bindings = outer == null ? ScopedValue.where(key, value) : outer.where(key, value);
        try {
            return ScopedValue.where(key, value).<R, X>call(body::call);
        } finally {
            bindings = outer;
        }
    }

    /// `body`, with what is bound here bound around it, for whichever thread runs it.
    public <R extends @Nullable Object, X extends Exception> Body<? extends R, X> bound(Body<? extends R, X> body) {
        var here = bindings;
        return here == null ? body : () -> here.<R, X>call(body::call);
    }

    private Body<? extends T, ?> body() {
        var it = Objects.requireNonNull(body);
        body = null; // what it holds is not to live as long as this handle
        return it;
    }

    /// Siblings are cancelled before anyone can see that this one failed: who waits for it is told that it is
    /// cancelled.
    @SuppressWarnings("NullAway") // value is a T unless failure is there
    private void end(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else if (root.isCancelled() && Failures.isCancellation(failure)) {
            var cancelled = new CancellationException(this + " was cancelled");
            cancelled.initCause(failure);
            result.settle(new Settled.Cancelled<>(cancelled));
        } else {
            if (group != null) {
                group.fail(this, failure);
            }
            result.fail(failure);
        }
    }

    /// Ends what this coroutine has left open.
    private void abandonGroups() {
        for (var open = groups; open != null; open = groups) {
            if (origin != null) {
                log.warn("{} ended without closing what it had opened (Async.map, Async.asCompleted)", this, origin);
            }
            open.cancel();
            open.join();
            close(open);
        }
    }

    @Override
    protected @Nullable RuntimeException cancellation() {
        if (!scope().isCancelled()) {
            return null;
        }
        if (!thread().isInterrupted()) {
            thread().interrupt(); // foreign code swallowed it
        }
        return new CancelledException(this + " is cancelled");
    }

    /// Throws if this coroutine, the calling one, is cancelled.
    public void check() {
        var why = cancellation();
        if (why != null) {
            throw why;
        }
    }

    /// The innermost scope that this coroutine is in.
    public Scope scope() {
        Scope inner = entered;
        return inner == null ? root : inner;
    }

    /// Goes into `inner`, whose parent is the present scope.
    ///
    /// It may be cancelled already, as by a timer that was set before: who did that has still seen the outer scope
    /// here, and interrupted nobody.
    public void enter(Scope inner) {
        entered = inner;
        if (inner.isMarked() || inner.isShield()) {
            settle(inner.parent());
        }
    }

    /// Goes back to where `inner` was entered.
    public void leave(Scope inner) {
        var outer = inner.parent();
        assert scope() == inner : "scopes are left in reverse order";
        entered = Objects.requireNonNull(outer);
        if (inner.isMarked() || inner.isShield()) {
            settle(inner);
        }
    }

    /// Makes the interrupt agree with the present scope, having come from or gone past `crossed`. An interrupt that
    /// has nothing to do with a cancellation stays.
    private void settle(@Nullable Scope crossed) {
        var gate = loop().local(GATE);
        gate.lock();
        try {
            if (scope().isCancelled()) {
                thread().interrupt();
            } else if (crossed != null && crossed.isCancelled()) {
                var _ = Thread.interrupted();
            }
        } finally {
            gate.unlock();
        }
    }

    /// Cancels `inside`, a scope that this coroutine has opened, and tells everyone in it. Safe from any thread.
    public void cancel(Scope inside) {
        if (inside.mark()) {
            loop().runHere(this::reach);
        }
    }

    @Override
    public void cancel() {
        cancel(root);
    }

    /// Interrupts this coroutine if it is cancelled, and those below it that are. On the loop's own thread.
    void reach() {
        poke();
        for (var open = groups; open != null; open = open.below()) {
            if (open.scope().isCancelled()) {
                open.reachChildren();
            }
        }
    }

    private void poke() {
        var gate = loop().local(GATE);
        gate.lock();
        try {
            if (scope().isCancelled()) {
                thread().interrupt();
            }
        } finally {
            gate.unlock();
        }
    }

    /// Notes that this coroutine, the calling one, has `group` open.
    public void open(Group group) {
        group.putOn(groups);
        groups = group;
    }

    /// Takes [#open(Group)] back.
    public void close(Group group) {
        if (groups == group) {
            groups = group.below();
            return;
        }
        for (var above = groups; above != null; above = above.below()) {
            if (above.below() == group) {
                above.putOn(group.below());
                return;
            }
        }
    }

    @Override
    public T await() {
        return join().orThrow();
    }

    @Override
    public Settled<T> join() {
        result.awaitOutcome();
        claim();
        return settled();
    }

    @Override
    public T result() {
        if (!isDone()) {
            throw new IllegalStateException(this + " has not ended; await() waits for that");
        }
        return join().orThrow();
    }

    /// Blocks a thread that is no coroutine until this task has ended, and returns its result or throws what it
    /// threw, which is an `X` or unchecked. An interrupt cancels the task, and is pending again afterwards.
    public <X extends Exception> T awaitOutside() throws X {
        result.awaitRegardless(this::cancel);
        claim();
        return switch (settled()) {
            case Settled.Succeeded<T>(var value) -> value;
            case Settled.Failed<T>(var failure) -> throw Failures.<X>rethrow(Failures.broughtHere(failure));
            case Settled.Cancelled<T>(var cancellation) -> {
                var cancelled = new CancelledException(this + " was cancelled");
                cancelled.initCause(cancellation);
                throw cancelled;
            }
        };
    }

    private Settled<T> settled() {
        return Objects.requireNonNull(result.settled());
    }

    private void claim() {
        if (group != null && state() == State.FAILED) {
            group.claim(this);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return switch (result.settled()) {
            case null -> State.RUNNING;
            case Settled.Succeeded<T> _ -> State.SUCCEEDED;
            case Settled.Failed<T> _ -> State.FAILED;
            case Settled.Cancelled<T> _ -> State.CANCELLED;
        };
    }

    @Override
    public @Nullable Throwable origin() {
        return origin;
    }

    /// When it first ran, about, as [System#nanoTime()]; 0 before that. Safe from any thread.
    public long startedNanos() {
        return startedNanos;
    }

    /// The groups it has open, the outermost first. Safe from any thread, which sees them as they come and go.
    public List<Group> openGroups() {
        var open = new ArrayList<Group>();
        for (var group = groups; group != null; group = group.below()) {
            open.add(group);
        }
        return open.reversed();
    }

    /// The threads that wait for its end. Safe from any thread.
    public List<Thread> awaiters() {
        return result.awaiters();
    }

    /// Has the calling thread woken when this task has ended.
    public Settlement.Waiting enlist() {
        return result.enlist();
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public String toString() {
        return "Task[" + (name.isEmpty() ? "#" + thread().threadId() : name) + ", " + state() + "]";
    }
}
