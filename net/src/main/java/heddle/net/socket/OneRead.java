package heddle.net.socket;

import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/// Lets a channel read once when it is asked to, and not for as long as there is something: so what waits for a
/// slow reader is one buffer, not sixteen.
@SuppressWarnings("deprecation") // Netty marks every Handle so, and names nothing in its place
final class OneRead implements RecvByteBufAllocator {
    private final RecvByteBufAllocator buffers;

    OneRead(RecvByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    @Override
    public Handle newHandle() {
        return new Once(buffers.newHandle());
    }

    private static final class Once extends DelegatingHandle implements ExtendedHandle {
        Once(Handle buffers) {
            super(buffers);
        }

        @Override
        public boolean continueReading() {
            return false;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return false;
        }
    }
}
