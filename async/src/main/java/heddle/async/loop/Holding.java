package heddle.async.loop;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody has the thread of a loop, and all else there waits: who, for how long by now, and where.
///
/// `coroutine` is null for the I/O thread.
public record Holding(Thread thread, @Nullable Coroutine coroutine, Duration held, List<StackTraceElement> stack) {
    /// Who has the thread of `loop` now; null if it sleeps, or turned to something else while this looked, so that
    /// the stack may be anyone's.
    static @Nullable Holding at(Loop loop) {
        var glance = loop.footing().glance();
        var holder = glance.holder();
        if (holder == null) {
            return null;
        }
        var coroutine = glance.coroutine();
        long since = coroutine == null ? loop.reactor().polledNanos() : coroutine.sinceNanos();
        var stack = List.of(holder.getStackTrace());
        if (loop.footing().glance().turn() != glance.turn()) {
            return null;
        }
        return new Holding(holder, coroutine, Duration.ofNanos(Math.max(0, System.nanoTime() - since)), stack);
    }

    /// What kind of work it is, as far as the innermost frame tells.
    public String kind() {
        if (stack.isEmpty() || !stack.getFirst().isNativeMethod()) {
            return "computes";
        }
        var frame = stack.getFirst();
        var type = frame.getClassName();
        return "blocks in " + type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
