package heddle.async;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What happened, in order.
final class Trail {
    private final List<String> events = new CopyOnWriteArrayList<>();

    void add(String event) {
        events.add(event);
    }

    void clear() {
        events.clear();
    }

    List<String> events() {
        return events;
    }
}
