package heddle.fuzz;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/// What Netty has given out and not got back, to the byte. Only its allocator without a pool knows that, so the JVM
/// has to be told: `-Dio.netty.allocator.type=unpooled`.
final class Buffers {
    private Buffers() {}

    /// Bytes in buffers that somebody holds.
    private static long bytesHeld() {
        if (!(ByteBufAllocator.DEFAULT instanceof UnpooledByteBufAllocator counting)) {
            throw new IllegalStateException("leaks are counted with -Dio.netty.allocator.type=unpooled alone");
        }
        return counting.metric().usedHeapMemory() + counting.metric().usedDirectMemory();
    }

    /// Runs `work`, which may hold on to no buffer; what it makes once for all, it makes the first time alone.
    static void requireNoneLeft(Runnable work) {
        if (bytesHeldBy(work) != 0) {
            BrokenClaim.unlessEqual(bytesHeldBy(work), 0L, "no buffer is left");
        }
    }

    private static long bytesHeldBy(Runnable work) {
        long before = bytesHeld();
        work.run();
        return bytesHeld() - before;
    }
}
