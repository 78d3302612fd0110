package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/// The buffers that a loop's channels share: one to read into, one to write from. For the loop's I/O thread.
///
/// As the channels' [RecvByteBufAllocator] it lends the one to each read, and sizes what is allocated while that is
/// out by what came before, as Netty does.
public final class LoopBuffers extends AdaptiveRecvByteBufAllocator implements AutoCloseable {
    private static final LoopLocal<LoopBuffers> OF_LOOP = LoopLocal.of(LoopBuffers::new);

    private final LentBuffer reads = new LentBuffer();
    private final LentBuffer writes = new LentBuffer();

    private LoopBuffers() {}

    /// Those of `loop`.
    public static LoopBuffers of(Loop loop) {
        return loop.local(OF_LOOP);
    }

    /// An empty buffer to fill with at most `bytes` and write at once.
    public ByteBuf toWrite(int bytes, ByteBufAllocator otherwise) {
        return writes.borrow(bytes, otherwise);
    }

    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new Lending(super.newHandle());
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }

    @SuppressWarnings("deprecation") // Netty marks every Handle so, and names nothing in its place
    private final class Lending extends RecvByteBufAllocator.DelegatingHandle
            implements RecvByteBufAllocator.ExtendedHandle {
        Lending(Handle sized) {
            super(sized);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator otherwise) {
            return reads.isHere() ? reads.borrow(1, otherwise) : super.allocate(otherwise);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return ((RecvByteBufAllocator.ExtendedHandle) delegate()).continueReading(maybeMore);
        }
    }
}
