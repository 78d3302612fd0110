package heddle.http.coding;

import heddle.http.DecodingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/// The head of a zstd frame (RFC 8878, 3.1.1): how long it is, and how large a window it asks for. HTTP allows no
/// more than 8 MiB (RFC 9659), so that a body of some bytes cannot make its reader reserve gigabytes.
final class ZstdFrame {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int MAGIC_BYTES = 4;
    private static final int SKIPPABLE_HEAD_BYTES = 8;
    private static final long WINDOW_BYTES_MAX = 8 << 20;

    private ZstdFrame() {}

    /// How many bytes of a head must be there before more can be said; those that are there lie between the
    /// buffer's position and limit.
    static int headBytes(ByteBuffer coded) {
        if (coded.remaining() < MAGIC_BYTES) {
            return MAGIC_BYTES;
        }
        int magic = magic(coded);
        if (isSkippable(magic)) {
            return SKIPPABLE_HEAD_BYTES;
        }
        if (magic != MAGIC) {
            return MAGIC_BYTES;
        }
        if (coded.remaining() == MAGIC_BYTES) {
            return MAGIC_BYTES + 1;
        }
        int descriptor = descriptor(coded);
        return sizeOffset(descriptor) + sizeBytes(descriptor);
    }

    /// Throws [DecodingException] when the head that is there is none, or asks for too much.
    static void check(ByteBuffer coded, long at) {
        int magic = magic(coded);
        if (isSkippable(magic)) {
            return;
        }
        if (magic != MAGIC) {
            throw corrupt("it does not begin with the bytes 28 B5 2F FD", at);
        }
        long window = window(coded);
        if (window < 0 || window > WINDOW_BYTES_MAX) {
            throw corrupt(
                    "it needs a window of %s bytes; HTTP allows %d"
                            .formatted(Long.toUnsignedString(window), WINDOW_BYTES_MAX),
                    at);
        }
    }

    private static long window(ByteBuffer coded) {
        int descriptor = descriptor(coded);
        if (!isSingleSegment(descriptor)) {
            int written = coded.get(coded.position() + MAGIC_BYTES + 1) & 0xFF;
            long base = 1L << (10 + (written >> 3));
            return base + base / 8 * (written & 7);
        }
        return size(coded, descriptor);
    }

    /// How many bytes the frame says that it decodes to, if it does; for a head that was [checked][#check].
    static OptionalLong contentBytes(ByteBuffer coded) {
        if (isSkippable(magic(coded))) {
            return OptionalLong.empty();
        }
        int descriptor = descriptor(coded);
        return sizeBytes(descriptor) == 0 ? OptionalLong.empty() : OptionalLong.of(size(coded, descriptor));
    }

    private static long size(ByteBuffer coded, int descriptor) {
        int bytes = sizeBytes(descriptor);
        long size = 0;
        for (int i = 0; i < bytes; i++) {
            size |= (coded.get(coded.position() + sizeOffset(descriptor) + i) & 0xFFL) << (8 * i);
        }
        return bytes == 2 ? size + 256 : size;
    }

    private static int magic(ByteBuffer coded) {
        return coded.order(ByteOrder.LITTLE_ENDIAN).getInt(coded.position());
    }

    private static boolean isSkippable(int magic) {
        return (magic & 0xFFFFFFF0) == SKIPPABLE_MAGIC;
    }

    private static int descriptor(ByteBuffer coded) {
        return coded.get(coded.position() + MAGIC_BYTES) & 0xFF;
    }

    private static boolean isSingleSegment(int descriptor) {
        return (descriptor & 0x20) != 0;
    }

    /// Where the size of the content stands: after descriptor, window and the number of a dictionary.
    private static int sizeOffset(int descriptor) {
        int dictionaryBytes = (1 << (descriptor & 3)) >> 1;
        return MAGIC_BYTES + 1 + (isSingleSegment(descriptor) ? 0 : 1) + dictionaryBytes;
    }

    private static int sizeBytes(int descriptor) {
        int flag = descriptor >> 6;
        return flag == 0 ? (isSingleSegment(descriptor) ? 1 : 0) : 1 << flag;
    }

    private static DecodingException corrupt(String fault, long at) {
        return DecodingException.corrupt("zstd", "%s (near byte %d)".formatted(fault, at), null);
    }
}
