package heddle.fetch.list;

import heddle.fetch.bytes.ArrayInput;
import java.io.IOException;
import java.io.InputStream;

/// A zstd stream (RFC 8878, 3.1) as it is, but that no read goes beyond the part that it is in: the head of a frame,
/// the head of a block, a block but its last byte, that byte, a checksum. A decoder that is given more than one of them
/// at once, and finds the second damaged, keeps what it made of the first to itself. It gives out the bytes of a block
/// that is not compressed as they come, and may find with the last that the frame has not the size that it said.
///
/// What is not zstd passes through as one part: whoever decodes it will say so.
final class ZstdParts extends ArrayInput {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SIZE_BYTES = 4;
    private static final int BLOCK_HEAD_BYTES = 3;
    private static final int CHECKSUM_BYTES = 4;
    /// A magic number, a descriptor, a window, the number of a dictionary, and the size of the content.
    private static final int HEAD_BYTES_MAX = 4 + 1 + 1 + 4 + 8;

    private final InputStream source;
    /// The head that is being given out, from `at` to `end`.
    private final byte[] head = new byte[HEAD_BYTES_MAX];
    private int at;
    private int end;
    /// What is left of the part behind the head.
    private long left;
    private Next next = Next.FRAME;
    private boolean hasChecksum;

    private enum Next {
        FRAME,
        BLOCK,
        CHECKSUM,
        ANYTHING
    }

    ZstdParts(InputStream source) {
        this.source = source;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at == end && left == 0) {
            begin();
        }
        if (at < end) {
            int count = Math.min(length, end - at);
            System.arraycopy(head, at, buffer, offset, count);
            at += count;
            return count;
        }
        int count = source.read(buffer, offset, (int) Math.min(length, Math.max(1, left - 1)));
        left -= Math.max(0, count);
        return count;
    }

    /// Reads the head of the next part, if it has one, and says how long the part is. Behind a head that is none, or is
    /// cut, comes what comes.
    private void begin() throws IOException {
        Next part = next;
        at = 0;
        end = 0;
        left = Long.MAX_VALUE;
        next = Next.ANYTHING;
        switch (part) {
            case FRAME -> beginFrame();
            case BLOCK -> beginBlock();
            case CHECKSUM -> goOn(CHECKSUM_BYTES, Next.FRAME);
            case ANYTHING -> {}
        }
    }

    private void goOn(long bytes, Next then) {
        left = bytes;
        next = then;
    }

    private void beginFrame() throws IOException {
        if (!hasHead(SIZE_BYTES)) {
            return;
        }
        int magic = (int) number(0, SIZE_BYTES);
        if ((magic & 0xFFFFFFF0) == SKIPPABLE_MAGIC) {
            if (hasHead(2 * SIZE_BYTES)) {
                goOn(number(SIZE_BYTES, SIZE_BYTES), Next.FRAME);
            }
        } else if (magic == MAGIC && hasHead(SIZE_BYTES + 1)) {
            int descriptor = head[SIZE_BYTES];
            hasChecksum = (descriptor & 4) != 0;
            if (hasHead(headBytes(descriptor))) {
                goOn(0, Next.BLOCK);
            }
        }
    }

    private static int headBytes(int descriptor) {
        boolean isSingleSegment = (descriptor & 0x20) != 0;
        int dictionaryBytes = (1 << (descriptor & 3)) >> 1;
        int sizeFlag = descriptor >> 6 & 3;
        int sizeBytes = sizeFlag == 0 ? 0 : 1 << sizeFlag;
        int oneByte = isSingleSegment && sizeFlag > 0 ? 0 : 1; // the window, or a size that needs no more
        return SIZE_BYTES + 1 + oneByte + dictionaryBytes + sizeBytes;
    }

    private void beginBlock() throws IOException {
        if (!hasHead(BLOCK_HEAD_BYTES)) {
            return;
        }
        long written = number(0, BLOCK_HEAD_BYTES);
        boolean isLast = (written & 1) != 0;
        boolean isRun = (written >> 1 & 3) == 1;
        goOn(isRun ? 1 : written >> 3, !isLast ? Next.BLOCK : hasChecksum ? Next.CHECKSUM : Next.FRAME);
    }

    /// Reads on until so many bytes of the head are there; false if the source ends before.
    private boolean hasHead(int bytes) throws IOException {
        end += source.readNBytes(head, end, bytes - end);
        return end == bytes;
    }

    /// Little-endian, without a sign.
    private long number(int from, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (head[from + i] & 0xFFL) << (8 * i);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
