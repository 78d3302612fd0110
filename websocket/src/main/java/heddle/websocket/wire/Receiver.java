package heddle.websocket.wire;

import heddle.http.Phase;
import heddle.http.websocket.CloseCode;
import heddle.http.websocket.WebSocketClosedException;
import heddle.websocket.Message;
import heddle.websocket.MessageKind;
import heddle.websocket.MessageReader;
import heddle.websocket.frame.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads messages for one task at a time, and turns what ends them into results and exceptions.
final class Receiver {
    private final Inbound in;
    private final Link link;
    private final int messageBytesMax;
    private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
    private volatile boolean isClosing;

    Receiver(Inbound in, Link link, int messageBytesMax) {
        this.in = in;
        this.link = link;
        this.messageBytesMax = messageBytesMax;
    }

    /// Reads something that is there, or may come.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException, GoodbyeSignal;
    }

    Optional<Message> message() {
        return reading(() -> {
            var message = in.whole();
            return message(message.kind(), message.whole(messageBytesMax));
        });
    }

    private static Message message(MessageKind kind, ByteBuffer whole) {
        return switch (kind) {
            case TEXT -> new Message.Text(StandardCharsets.UTF_8.decode(whole).toString());
            case BINARY -> {
                var bytes = new byte[whole.remaining()];
                whole.get(bytes);
                yield new Message.Binary(bytes);
            }
        };
    }

    Optional<MessageReader> streamed() {
        return reading(() -> new StreamedReader(in.streamed(), this));
    }

    /// The next piece of a message that is read as it comes. Throws when it has no end.
    ByteBuffer piece(Incoming message) {
        if (!in.isCurrent(message)) {
            throw new IllegalStateException("this message was left for the next; read it before asking for that");
        }
        if (message.isOver()) {
            return ByteBuffer.allocate(0);
        }
        return reading(message::next)
                .orElseThrow(() -> WebSocketClosedException.byPeer(CloseCode.NONE, "in the midst of a message"));
    }

    /// Reads something; empty after an orderly end. Throws why there is nothing, otherwise.
    private <T> Optional<T> reading(Reading<? extends T> body) {
        if (isOver()) {
            return over();
        }
        var other = reader.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            if (isClosing) {
                return Optional.empty();
            }
            throw new IllegalStateException("thread \"%s\" receives from this WebSocket already; one task at a time may"
                    .formatted(other.getName()));
        }
        try {
            return Optional.of(body.read());
        } catch (IOException | GoodbyeSignal | WireFault end) {
            end(end);
            return over();
        } finally {
            leave();
        }
    }

    private void end(Exception end) {
        switch (end) {
            case GoodbyeSignal goodbye -> link.goodbye(goodbye.reason());
            case WireFault fault -> link.fail(fault);
            case IOException gone -> link.lost(Phase.READ, gone);
            default -> throw new IllegalArgumentException(end);
        }
    }

    private boolean isOver() {
        return isClosing || link.ending().isPresent();
    }

    private <T> Optional<T> over() {
        var ending = link.ending().orElse(null);
        return switch (ending) {
            case null -> Optional.empty();
            case Ending.Goodbye goodbye
            when goodbye.isAnswer() || CloseCode.isOrderly(goodbye.reason().code()) -> Optional.empty();
            case Ending.Goodbye goodbye ->
                throw WebSocketClosedException.byPeer(
                        goodbye.reason().code(), goodbye.reason().words());
            case Ending.Failed _ when isClosing -> Optional.empty();
            case Ending.Failed failed -> throw failed.failure();
        };
    }

    private void leave() {
        reader.set(null);
        link.wakeCloser();
    }

    /// From now on nothing is received but the goodbye, which this waits for: it reads itself as soon as no other
    /// task does. Parks.
    void awaitGoodbye() {
        isClosing = true;
        while (link.ending().isEmpty()) {
            if (reader.compareAndSet(null, Thread.currentThread())) {
                drain();
            } else {
                link.awaitEnd(() -> reader.get() == null);
            }
        }
    }

    private void drain() {
        try {
            in.drain();
        } catch (IOException | GoodbyeSignal | WireFault end) {
            end(end);
        } finally {
            leave();
        }
    }

    /// Gives back what it holds, unless a task still reads.
    void release() {
        if (reader.compareAndSet(null, Thread.currentThread())) {
            in.release();
            leave();
        }
    }
}
