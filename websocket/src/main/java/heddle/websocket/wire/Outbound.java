package heddle.websocket.wire;

import heddle.http.websocket.CloseCode;
import heddle.http.websocket.WebSocketClosedException;
import heddle.net.socket.SocketStream;
import heddle.websocket.CloseReason;
import heddle.websocket.deflate.Agreement;
import heddle.websocket.deflate.MessageDeflater;
import heddle.websocket.frame.ClosePayload;
import heddle.websocket.frame.FrameEncoder;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.Opcode;
import heddle.websocket.frame.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way out: frames, one after the other.
///
/// Data frames belong to whoever has the turn, and wait for room. A frame is small enough to be written whole
/// once there is room, so that a control frame never has to wait for the rest of one: control frames wait for
/// nothing, and may come from any thread. The lock is held while bytes are appended, and never by somebody who
/// waits.
final class Outbound {
    /// A message goes out in fragments of that size: less than what may wait to be sent.
    static final int FRAGMENT_BYTES = 32 << 10;

    /// How many bytes may wait for a peer that lets itself be answered and takes nothing.
    static final int UNTAKEN_BYTES_MAX = 256 << 10;

    private final SocketStream stream;
    private final FrameEncoder encoder;
    private final Optional<Agreement> compression;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable MessageDeflater deflater;
    private volatile @Nullable CloseReason said;

    Outbound(SocketStream stream, FrameEncoder encoder, Optional<Agreement> compression) {
        this.stream = stream;
        this.encoder = encoder;
        this.compression = compression;
    }

    /// Whether a message of that size is to be compressed.
    boolean compresses(long bytes) {
        return compression
                .filter(agreed -> bytes >= agreed.options().bytesMin())
                .isPresent();
    }

    /// Sends the next fragment of the message of who has the turn. Parks until there is room for it. The opcode
    /// is that of the message for the first fragment, else [Opcode#CONTINUATION].
    void fragment(int opcode, boolean isCompressed, ByteBuffer bytes, boolean isLast) throws IOException {
        requireOpen();
        stream.awaitRoom();
        requireOpen();
        boolean isFirst = opcode != Opcode.CONTINUATION;
        ByteBuffer payload = isCompressed ? deflater().compress(bytes, isLast) : bytes;
        var header = new FrameHeader(isLast, isCompressed && isFirst, opcode, payload.remaining());
        lock.lock();
        try {
            requireOpen();
            stream.append(encoder.encode(header, payload));
        } finally {
            lock.unlock();
        }
    }

    private MessageDeflater deflater() {
        var known = deflater;
        if (known == null) {
            known = new MessageDeflater(compression.orElseThrow());
            deflater = known;
        }
        return known;
    }

    /// Throws when this side has said goodbye.
    void requireOpen() {
        CloseReason goodbye = said;
        if (goodbye != null) {
            throw WebSocketClosedException.here(goodbye.code(), goodbye.words());
        }
    }

    /// Sends a ping or a pong, unless this side has said goodbye. Never waits. Throws [WireFault] when the
    /// other side has not taken those before.
    void control(int opcode, ByteBuffer payload) throws IOException {
        if (stream.unsent() > UNTAKEN_BYTES_MAX) {
            throw WireFault.untaken("bytes that wait for a peer that sends and does not read", UNTAKEN_BYTES_MAX);
        }
        lock.lock();
        try {
            if (said == null) {
                append(opcode, payload);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Says goodbye, unless this side has; whether it had not. Never waits.
    boolean sayGoodbye(CloseReason reason) throws IOException {
        ByteBuffer payload = ClosePayload.write(reason);
        lock.lock();
        try {
            if (said != null) {
                return false;
            }
            said = reason;
            append(Opcode.CLOSE, payload);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void append(int opcode, ByteBuffer payload) throws IOException {
        stream.append(encoder.encode(new FrameHeader(true, false, opcode, payload.remaining()), payload));
    }

    /// Whether this side has said goodbye.
    boolean hasSaidGoodbye() {
        return said != null;
    }

    /// Whether this side has said it for an orderly end.
    boolean hasSaidOrderlyGoodbye() {
        CloseReason goodbye = said;
        return goodbye != null && CloseCode.isOrderly(goodbye.code());
    }

    /// Gives back what compression holds; for who has the turn, after the goodbye.
    void release() {
        if (deflater != null) {
            deflater.close();
            deflater = null;
        }
    }
}
