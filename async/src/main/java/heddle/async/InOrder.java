package heddle.async;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Results in the order of their items: the first waits for its own, however many later ones are ready.
final class InOrder<R extends @Nullable Object> implements Results.Shelf<R> {
    private final ArrayDeque<Place<R>> places = new ArrayDeque<>();

    private static final class Place<R extends @Nullable Object> implements Consumer<R> {
        private @Nullable R value;
        private volatile boolean isTaken;

        @Override
        public void accept(R result) {
            value = result;
            isTaken = true;
        }

        @SuppressWarnings("NullAway") // read after it was written
        R value() {
            return value;
        }
    }

    @Override
    public Consumer<R> place() {
        var place = new Place<R>();
        places.add(place);
        return place;
    }

    @Override
    public boolean isReady() {
        var first = places.peek();
        return first != null && first.isTaken;
    }

    @Override
    public R take() {
        return places.remove().value();
    }
}
