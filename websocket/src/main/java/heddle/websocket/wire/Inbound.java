package heddle.websocket.wire;

import heddle.async.stream.ByteSource;
import heddle.websocket.MessageKind;
import heddle.websocket.WebSocketOptions;
import heddle.websocket.deflate.Agreement;
import heddle.websocket.deflate.MessageInflater;
import heddle.websocket.frame.ClosePayload;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.FrameReader;
import heddle.websocket.frame.Opcode;
import heddle.websocket.frame.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way in: messages, one after the other. Control frames are dealt with where they come: pings are answered,
/// pongs told, a goodbye ends all by [GoodbyeSignal]. For one task at a time; who is cancelled has lost nothing.
final class Inbound {
    private final FrameReader frames;
    private final Outbound out;
    private final Pings pings;
    private final Optional<Agreement> compression;
    private @Nullable MessageInflater inflater;
    private @Nullable FrameHeader control;
    private @Nullable Incoming current;
    private boolean isStreamed;

    Inbound(
            ByteSource source,
            Role role,
            WebSocketOptions options,
            Optional<Agreement> compression,
            Outbound out,
            Pings pings) {
        var sender = role == Role.CLIENT ? FrameReader.Sender.SERVER : FrameReader.Sender.CLIENT;
        frames = new FrameReader(source, sender, compression.isPresent(), options.frameBytesMax());
        this.compression = compression;
        this.out = out;
        this.pings = pings;
    }

    /// The next message, to be taken whole; the same one while it was not. Parks.
    Incoming whole() throws IOException, GoodbyeSignal {
        var message = isStreamed ? following() : unfinished().orElse(null);
        message = message == null ? following() : message;
        isStreamed = false;
        return message;
    }

    /// The next message, to be taken piece by piece; the one that nobody has taken whole, if there is one. Parks.
    Incoming streamed() throws IOException, GoodbyeSignal {
        var message = whole();
        isStreamed = true;
        return message;
    }

    /// Whether this message is the one that is to be read now.
    boolean isCurrent(Incoming message) {
        return current == message;
    }

    private Optional<Incoming> unfinished() {
        return Optional.ofNullable(current).filter(message -> !message.isOver());
    }

    private Incoming following() throws IOException, GoodbyeSignal {
        skip();
        var header = dataHeader();
        if (header.opcode() == Opcode.CONTINUATION) {
            throw WireFault.protocol("a continuation of no message");
        }
        var kind = header.opcode() == Opcode.TEXT ? MessageKind.TEXT : MessageKind.BINARY;
        Optional<MessageInflater> inflating = header.isCompressed() ? Optional.of(inflater()) : Optional.empty();
        var message = new Incoming(kind, header, frames, this::continuation, inflating);
        current = message;
        return message;
    }

    private MessageInflater inflater() {
        var known = inflater;
        if (known == null) {
            known = new MessageInflater(compression.orElseThrow());
            inflater = known;
        }
        return known;
    }

    /// Reads away what is left of the present message.
    private void skip() throws IOException, GoodbyeSignal {
        var left = current;
        while (left != null && !left.isOver()) {
            var _ = left.next();
        }
    }

    /// Reads away whatever comes, until the goodbye.
    void drain() throws IOException, GoodbyeSignal {
        while (true) {
            var _ = following();
        }
    }

    private FrameHeader continuation() throws IOException, GoodbyeSignal {
        var header = dataHeader();
        if (header.opcode() != Opcode.CONTINUATION) {
            throw WireFault.protocol("a new message before the end of the last");
        }
        return header;
    }

    private FrameHeader dataHeader() throws IOException, GoodbyeSignal {
        while (true) {
            var header = control == null ? frames.header() : control;
            if (!header.isControl()) {
                return header;
            }
            control = header;
            ByteBuffer payload = frames.whole();
            control = null;
            act(header, payload);
        }
    }

    private void act(FrameHeader header, ByteBuffer payload) throws IOException, GoodbyeSignal {
        switch (header.opcode()) {
            case Opcode.PING -> out.control(Opcode.PONG, payload);
            case Opcode.PONG -> pings.answered(payload);
            default -> throw new GoodbyeSignal(ClosePayload.read(payload));
        }
    }

    /// Gives back what decompression holds; nothing can be read any more.
    void release() {
        if (inflater != null) {
            inflater.close();
            inflater = null;
        }
    }
}
