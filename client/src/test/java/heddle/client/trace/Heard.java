package heddle.client.trace;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Keeps what a session tells.
public final class Heard implements SessionListener {
    private final ConcurrentLinkedQueue<SessionEvent> events = new ConcurrentLinkedQueue<>();

    public Heard() {}

    @Override
    public void on(SessionEvent event) {
        events.add(event);
    }

    public List<SessionEvent> all() {
        return List.copyOf(events);
    }

    /// Those of that type, in order.
    public <E extends SessionEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <E extends SessionEvent> E only(Class<E> type) {
        List<E> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("%d of %s among %s".formatted(found.size(), type.getSimpleName(), names()));
        }
        return found.getFirst();
    }

    public List<String> names() {
        return names(SessionEvent.class);
    }

    /// What they are called, of those of that type.
    public List<String> names(Class<? extends SessionEvent> type) {
        return all(type).stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
