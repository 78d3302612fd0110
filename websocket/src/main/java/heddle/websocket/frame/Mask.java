package heddle.websocket.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Masking (RFC 6455, 5.3): each byte is combined with one of four in turn.
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /// Applies a mask to `count` bytes, or takes it off; `mask` begins with the byte for the first of them.
    static void apply(int mask, byte[] bytes, int from, int count) {
        long twice = ((long) mask << 32) | (mask & 0xFFFF_FFFFL);
        int at = from;
        int end = from + count;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        }
        for (int i = 0; at < end; at++, i++) {
            bytes[at] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
    }

    /// The mask for what comes after `count` more bytes.
    static int after(int mask, int count) {
        return Integer.rotateLeft(mask, 8 * (count & 3));
    }
}
