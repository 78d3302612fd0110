package heddle.client.events;

import heddle.http.event.ServerSentEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/// Events for a `for` loop: each is read when it is asked for.
final class EventIterator implements Iterator<ServerSentEvent> {
    private final Supplier<Optional<ServerSentEvent>> source;
    private Optional<ServerSentEvent> event = Optional.empty();

    EventIterator(Supplier<Optional<ServerSentEvent>> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (event.isEmpty()) {
            event = source.get();
        }
        return event.isPresent();
    }

    @Override
    public ServerSentEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the events have ended");
        }
        var next = event.orElseThrow();
        event = Optional.empty();
        return next;
    }
}
