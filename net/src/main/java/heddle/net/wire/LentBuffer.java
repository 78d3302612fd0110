package heddle.net.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/// One direct buffer that is lent for a read or a write and is back when the borrower releases it, which mostly is
/// before the next one asks. While it is out, others get buffers from the channel's allocator.
///
/// For one loop's I/O thread. It spares an allocator that shares its memory between threads, and the leak detector,
/// which would sample each loan: 4 % of the CPU of a small exchange.
final class LentBuffer implements AutoCloseable {
    private static final int BYTES = 64 << 10;
    private static final ByteBufAllocator PLAIN = new UnpooledByteBufAllocator(true, true);

    private final ByteBuf buffer = PLAIN.directBuffer(BYTES, BYTES);
    private boolean isClosed;

    /// An empty buffer with room for `bytes`, of which the caller has the one reference.
    ByteBuf borrow(int bytes, ByteBufAllocator otherwise) {
        return bytes <= BYTES && isHere() ? buffer.clear().retain() : otherwise.directBuffer(bytes);
    }

    /// Whether nobody has borrowed it, and somebody may.
    boolean isHere() {
        return !isClosed && buffer.refCnt() == 1;
    }

    /// Takes it out of use; a loan that is out stays good until its release.
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            buffer.release();
        }
    }

    @Override
    public String toString() {
        return "LentBuffer[" + (isHere() ? "here" : "out") + "]";
    }
}
