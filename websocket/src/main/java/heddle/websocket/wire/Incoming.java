package heddle.websocket.wire;

import heddle.websocket.MessageKind;
import heddle.websocket.deflate.MessageInflater;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.FrameReader;
import heddle.websocket.frame.Utf8Check;
import heddle.websocket.frame.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A message that has begun to come in, over its fragments and whatever stands between them.
///
/// Where it waits it has changed nothing yet, so that whoever is cancelled can go on later. What was collected
/// of a message by a task that was cancelled is kept here, for the next to ask.
final class Incoming {
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final MessageKind kind;
    private final FrameReader frames;
    private final Headers headers;
    private final Optional<MessageInflater> inflater;
    private final Utf8Check utf8 = new Utf8Check();
    private byte[] collected = {};
    private int collectedBytes;
    private boolean isLastFrame;
    private boolean awaitsHeader;
    private boolean isEndFed;
    private boolean isOver;

    /// Where the header of the next data frame comes from; what is no data frame is dealt with on the way.
    @FunctionalInterface
    interface Headers {
        FrameHeader next() throws IOException, GoodbyeSignal;
    }

    /// The message that begins with that frame; the inflater is that of the connection if the message is
    /// compressed.
    Incoming(
            MessageKind kind,
            FrameHeader first,
            FrameReader frames,
            Headers headers,
            Optional<MessageInflater> inflater) {
        this.kind = kind;
        this.isLastFrame = first.isLast();
        this.frames = frames;
        this.headers = headers;
        this.inflater = inflater;
    }

    MessageKind kind() {
        return kind;
    }

    boolean isOver() {
        return isOver;
    }

    /// All of it that is left, with what was collected before. Parks. Throws [WireFault] beyond the limit.
    ByteBuffer whole(int bytesMax) throws IOException, GoodbyeSignal {
        while (true) {
            ByteBuffer piece = decoded();
            if ((long) collectedBytes + piece.remaining() > bytesMax) {
                throw WireFault.tooLarge("bytes in a message", bytesMax);
            }
            if (!piece.hasRemaining()) {
                return takeCollected();
            }
            if (collectedBytes == 0 && isComplete()) {
                utf8End();
                isOver = true;
                return piece;
            }
            collect(piece);
        }
    }

    /// Whether the piece that was just given was all, which can be told of those that are not compressed.
    private boolean isComplete() {
        return isLastFrame && frames.isTaken() && inflater.isEmpty();
    }

    private void collect(ByteBuffer piece) {
        int length = piece.remaining();
        if (collected.length - collectedBytes < length) {
            collected = Arrays.copyOf(collected, Math.max(collectedBytes + length, 2 * collected.length));
        }
        piece.get(collected, collectedBytes, length);
        collectedBytes += length;
    }

    /// The next piece, what was collected first; empty at the end. Parks.
    ByteBuffer next() throws IOException, GoodbyeSignal {
        return collectedBytes > 0 ? takeCollected() : decoded();
    }

    private ByteBuffer takeCollected() {
        var taken = ByteBuffer.wrap(collected, 0, collectedBytes).slice();
        collected = new byte[0];
        collectedBytes = 0;
        return taken;
    }

    private ByteBuffer decoded() throws IOException, GoodbyeSignal {
        if (isOver) {
            return END;
        }
        ByteBuffer piece = inflater.isPresent() ? inflated(inflater.get()) : raw();
        if (!piece.hasRemaining()) {
            utf8End();
            isOver = true;
        } else if (kind == MessageKind.TEXT) {
            utf8.accept(piece);
        }
        return piece;
    }

    private void utf8End() {
        if (kind == MessageKind.TEXT) {
            utf8.end();
        }
    }

    private ByteBuffer inflated(MessageInflater from) throws IOException, GoodbyeSignal {
        while (true) {
            ByteBuffer piece = from.next();
            if (piece.hasRemaining()) {
                return piece;
            }
            if (isEndFed) {
                from.endMessage();
                return END;
            }
            ByteBuffer more = raw();
            if (more.hasRemaining()) {
                from.feed(more);
            } else {
                from.feedEnd();
                isEndFed = true;
            }
        }
    }

    /// The next bytes of the message as they are in its frames; empty at the end.
    private ByteBuffer raw() throws IOException, GoodbyeSignal {
        while (awaitsHeader || frames.isTaken()) {
            if (isLastFrame) {
                return END;
            }
            awaitsHeader = true; // and still does if it is cancelled there, be it within a control frame
            isLastFrame = headers.next().isLast();
            awaitsHeader = false;
        }
        return frames.piece();
    }
}
