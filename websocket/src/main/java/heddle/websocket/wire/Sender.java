package heddle.websocket.wire;

import heddle.http.Phase;
import heddle.http.websocket.WebSocketClosedException;
import heddle.websocket.MessageBody;
import heddle.websocket.MessageKind;
import heddle.websocket.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends messages, each whole before the next.
final class Sender {
    private final Outbound out;
    private final Link link;
    private final Turns turns = new Turns();
    private final AtomicReference<@Nullable Thread> streaming = new AtomicReference<>();

    Sender(Outbound out, Link link) {
        this.out = out;
        this.link = link;
    }

    /// A message on its way out: what was sent of it.
    final class Leaving {
        private final int opcode;
        private final boolean isCompressed;
        private boolean hasBegun;
        private boolean isOver;

        private Leaving(MessageKind kind, long bytes) {
            opcode = kind == MessageKind.TEXT ? Opcode.TEXT : Opcode.BINARY;
            isCompressed = out.compresses(bytes);
        }

        /// Sends what remains in `bytes`, which may be nothing at the end. Parks.
        void send(ByteBuffer bytes, boolean isLast) {
            if (isOver) {
                throw new IllegalStateException("this message has ended");
            }
            do {
                int count = Math.min(bytes.remaining(), Outbound.FRAGMENT_BYTES);
                var fragment = bytes.slice(bytes.position(), count);
                bytes.position(bytes.position() + count);
                fragment(fragment, isLast && !bytes.hasRemaining());
            } while (bytes.hasRemaining());
            isOver = isLast;
        }

        private void fragment(ByteBuffer fragment, boolean isLast) {
            try {
                out.fragment(hasBegun ? Opcode.CONTINUATION : opcode, isCompressed, fragment, isLast);
            } catch (IOException gone) {
                throw link.lost(Phase.WRITE, gone);
            } catch (WebSocketClosedException closed) {
                link.requireOpen(); // says it better if the other side has closed
                throw closed;
            }
            hasBegun = true;
        }

        /// Whatever happened, nothing more of it is sent.
        private void end() {
            if (hasBegun && !isOver) {
                link.torn();
            }
            isOver = true;
        }
    }

    void send(MessageKind kind, ByteBuffer bytes) {
        if (streaming.get() == Thread.currentThread()) {
            throw new IllegalStateException("a message that is sent piece by piece has to end before the next is sent");
        }
        link.requireOpen();
        turns.enter();
        var message = new Leaving(kind, bytes.remaining());
        try {
            message.send(bytes, true);
        } finally {
            message.end();
            turns.leave();
        }
    }

    <X extends Exception> void send(MessageKind kind, MessageBody<X> body) throws X {
        var other = streaming.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            throw new IllegalStateException(
                    "thread \"%s\" sends a message piece by piece already; one at a time".formatted(other.getName()));
        }
        try {
            link.requireOpen();
            turns.enter();
            stream(kind, body);
        } finally {
            streaming.set(null);
        }
    }

    private <X extends Exception> void stream(MessageKind kind, MessageBody<X> body) throws X {
        var message = new Leaving(kind, Long.MAX_VALUE);
        try {
            var writer = new StreamedWriter(kind, message);
            body.writeTo(writer);
            writer.end();
        } finally {
            message.end();
            turns.leave();
        }
    }

    /// Gives back what it holds, unless a task still sends.
    void release() {
        if (turns.isFree()) {
            out.release();
        }
    }
}
