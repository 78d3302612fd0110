package heddle.net.socket;

import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.util.UncheckedBooleanSupplier;

/// How one channel reads: once when it is asked to, and not for as long as there is something; so what waits for a
/// slow reader is one buffer, not sixteen.
///
/// Netty (4.2.18) closes a Unix domain socket at the end of its input on NIO and io_uring, with what was still to be
/// written, whatever `ALLOW_HALF_CLOSURE` says. There the end is kept from it, who takes it for a read of nothing,
/// and told [here][#haveEnded].
@SuppressWarnings("deprecation") // Netty marks every Handle so, and names nothing in its place
final class OneRead implements RecvByteBufAllocator {
    /// What a read of the end counts for where it is told as it is.
    private static final int END = -1;

    private final RecvByteBufAllocator buffers;
    private final int shownAtEnd;
    private boolean haveEnded;

    OneRead(RecvByteBufAllocator buffers, Channel channel) {
        this.buffers = buffers;
        this.shownAtEnd = switch (channel) {
            case NioDomainSocketChannel _ -> 1; // after something it waits to be asked, after nothing it tries again
            case IoUringDomainSocketChannel _ -> 0;
            default -> END;
        };
    }

    /// Whether the channel has read to the end of its input and does not know. It must not be read again then.
    boolean haveEnded() {
        return haveEnded;
    }

    @Override
    public Handle newHandle() {
        return new Once(buffers.newHandle());
    }

    private final class Once extends DelegatingHandle implements ExtendedHandle {
        Once(Handle buffers) {
            super(buffers);
        }

        @Override
        public void lastBytesRead(int bytes) {
            haveEnded = bytes < 0 && shownAtEnd != END;
            super.lastBytesRead(haveEnded ? 0 : bytes);
        }

        @Override
        public int lastBytesRead() {
            return haveEnded ? shownAtEnd : super.lastBytesRead();
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
