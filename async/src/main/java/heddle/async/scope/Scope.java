package heddle.async.scope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A stretch of code that can be cancelled as a whole: a task, a group, a timeout. A shield is one that cannot be
/// cancelled from outside itself.
///
/// Scopes form a tree by their immutable parents: a coroutine is [inside][Child#scope()] one of them at each
/// moment, and cancelled if that one or any up to the next shield is. There are no links down; whoever cancels a
/// scope looks through the coroutine that opened it and the groups which that one has open. After trio's cancel
/// scopes (`trio/_core/_run.py`), whose state is pushed down instead: here a wait reads a few fields of its
/// ancestors, and opening a scope costs one small object.
public final class Scope {
    private static final VarHandle CANCELLED;

    static {
        try {
            CANCELLED = MethodHandles.lookup().findVarHandle(Scope.class, "cancelled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Scope parent;
    private final boolean isShield;
    private volatile boolean cancelled;

    private Scope(@Nullable Scope parent, boolean isShield) {
        this.parent = parent;
        this.isShield = isShield;
    }

    /// A scope inside `parent`, or around everything if there is none.
    public static Scope inside(@Nullable Scope parent) {
        return new Scope(parent, false);
    }

    /// A scope inside `parent` that a cancellation of that one does not enter.
    public static Scope shieldInside(Scope parent) {
        return new Scope(parent, true);
    }

    /// The scope around this one; null for the outermost.
    public @Nullable Scope parent() {
        return parent;
    }

    boolean isShield() {
        return isShield;
    }

    /// Cancels this scope, as far as state goes; false if it was before. Those who wait inside are still to be
    /// told.
    boolean mark() {
        return CANCELLED.compareAndSet(this, false, true);
    }

    /// Whether this very scope has been cancelled.
    public boolean isMarked() {
        return cancelled;
    }

    /// Whether code inside this scope is cancelled, by this scope or one around it.
    public boolean isCancelled() {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.cancelled) {
                return true;
            }
            if (scope.isShield) {
                return false;
            }
        }
        return false;
    }

    /// Whether code around this scope is cancelled, so that a cancellation is not this scope's to end.
    public boolean isCancelledOutside() {
        return !isShield && parent != null && parent.isCancelled();
    }

    /// Whether `failure`, thrown by the body of this scope, is its cancellation, so that it ends here.
    public boolean isEndedBy(Throwable failure) {
        return cancelled && !isCancelledOutside() && Failures.isCancellation(failure);
    }

    @Override
    public String toString() {
        return (isShield ? "Shield" : "Scope") + (isCancelled() ? "[cancelled]" : "[open]");
    }
}
