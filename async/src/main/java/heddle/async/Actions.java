package heddle.async;

import org.jspecify.annotations.Nullable;

/// Actions as bodies that give nothing.
final class Actions {
    private Actions() {}

    static <X extends Exception> Body<@Nullable Void, X> body(Action<X> action) {
        return () -> {
            action.run();
            return null;
        };
    }
}
