package heddle.websocket.frame;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Writes frames (RFC 6455, 5.2), with the shortest form of the length; those of a client are masked.
public final class FrameEncoder {
    private static final int LAST = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final Optional<? extends IntSupplier> masks;

    private FrameEncoder(Optional<? extends IntSupplier> masks) {
        this.masks = masks;
    }

    /// For a client, who masks.
    public static FrameEncoder masking(IntSupplier masks) {
        return new FrameEncoder(Optional.of(masks));
    }

    /// For a server, who must not.
    public static FrameEncoder plain() {
        return new FrameEncoder(Optional.empty());
    }

    /// The frame of that header, whose payload is what remains in `payload`.
    public byte[] encode(FrameHeader header, ByteBuffer payload) {
        int length = payload.remaining();
        int extended = length <= SHORT_MAX ? 0 : length <= 0xFFFF ? Short.BYTES : Long.BYTES;
        var frame = ByteBuffer.allocate(2 + extended + (masks.isPresent() ? Integer.BYTES : 0) + length);
        frame.put((byte) (header.opcode() | (header.isLast() ? LAST : 0) | (header.isCompressed() ? COMPRESSED : 0)));
        int isMasked = masks.isPresent() ? MASKED : 0;
        switch (extended) {
            case 0 -> frame.put((byte) (isMasked | length));
            case Short.BYTES -> frame.put((byte) (isMasked | TWO_BYTES)).putShort((short) length);
            default -> frame.put((byte) (isMasked | EIGHT_BYTES)).putLong(length);
        }
        if (masks.isPresent()) {
            int mask = masks.get().getAsInt();
            frame.putInt(mask);
            int from = frame.position();
            frame.put(payload);
            Mask.apply(mask, frame.array(), from, length);
        } else {
            frame.put(payload);
        }
        return frame.array();
    }
}
