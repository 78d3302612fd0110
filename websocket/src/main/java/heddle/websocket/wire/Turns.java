package heddle.websocket.wire;

import heddle.async.loop.Parking;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A queue of coroutines of which the first has its turn, in the order in which they came. Safe between threads.
final class Turns {
    private final Queue<Place> places = new ConcurrentLinkedQueue<>();

    /// One place in the queue; equal only to itself.
    private static final class Place {
        private final Thread thread = Thread.currentThread();
    }

    /// Parks until the caller has its turn, which it has to give back by [#leave]. Who is cancelled before has
    /// none.
    void enter() {
        var place = new Place();
        places.add(place);
        var hasTurn = false;
        try {
            Parking.await(() -> places.peek() == place);
            hasTurn = true;
        } finally {
            if (!hasTurn) {
                places.remove(place);
                wakeFirst();
            }
        }
    }

    /// Gives the turn to the next.
    void leave() {
        var _ = places.poll();
        wakeFirst();
    }

    /// Whether nobody has a turn.
    boolean isFree() {
        return places.isEmpty();
    }

    private void wakeFirst() {
        var first = places.peek();
        if (first != null) {
            Parking.wake(first.thread);
        }
    }
}
