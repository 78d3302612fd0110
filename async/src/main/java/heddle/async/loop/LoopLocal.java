package heddle.async.loop;

import java.util.function.Supplier;

/// A name for something of which each loop has one of its own: a pool, a resolver. Compared by identity.
///
/// The value is made when a loop is first [asked][Loop#local(LoopLocal)] for it. If it is [AutoCloseable], the loop
/// closes it on its I/O thread when it ends, before its channels are closed.
public final class LoopLocal<T> {
    private final Supplier<? extends T> initial;

    private LoopLocal(Supplier<? extends T> initial) {
        this.initial = initial;
    }

    /// A name whose value on each loop is made by `initial`, which must not wait.
    public static <T> LoopLocal<T> of(Supplier<? extends T> initial) {
        return new LoopLocal<>(initial);
    }

    T make() {
        return initial.get();
    }
}
