package heddle.websocket.wire;

import heddle.websocket.Message;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/// Messages for a `for` loop: each is received when it is asked for.
final class Messages implements Iterator<Message> {
    private final Supplier<Optional<Message>> source;
    private Optional<Message> message = Optional.empty();

    Messages(Supplier<Optional<Message>> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (message.isEmpty()) {
            message = source.get();
        }
        return message.isPresent();
    }

    @Override
    public Message next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the messages have ended");
        }
        var next = message.orElseThrow();
        message = Optional.empty();
        return next;
    }
}
