package heddle.client.exchange;

import heddle.client.body.Pieces;
import heddle.client.wire.Transfer;
import heddle.client.wire.TransferTimes;
import heddle.http.Headers;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What brings a response: a transfer over the wire, or a step that answers by itself.
public sealed interface Delivery permits Delivery.OverWire, Delivery.Made {
    /// The next piece of the body as it comes, or null after the last. Parks.
    byte @Nullable [] read();

    /// Gives the rest up.
    void cancel();

    /// Whether the last byte has come in.
    boolean isComplete();

    /// Body bytes that have come in, before decoding.
    long bodyBytes();

    /// The fields behind the body; none before it is complete.
    Headers trailers();

    /// Who answered; an address that was not resolved if nobody was asked.
    SocketAddress remoteAddress();

    /// When what happened.
    TransferTimes times();

    /// A transfer that has a head.
    ///
    /// @param transfer all of it
    /// @param remoteAddress that it went to
    /// @param rest of the request, which goes up while the response is read
    record OverWire(Transfer transfer, SocketAddress remoteAddress, Optional<Upload> rest) implements Delivery {
        @Override
        public byte @Nullable [] read() {
            try {
                rest.ifPresent(Upload::sendOn);
            } catch (Throwable failure) {
                transfer.cancel();
                throw failure;
            }
            return transfer.read();
        }

        @Override
        public void cancel() {
            transfer.cancel();
            rest.ifPresent(Upload::close);
        }

        @Override
        public boolean isComplete() {
            return transfer.isComplete();
        }

        @Override
        public long bodyBytes() {
            return transfer.bodyBytes();
        }

        @Override
        public Headers trailers() {
            return transfer.trailers();
        }

        @Override
        public TransferTimes times() {
            return transfer.times();
        }
    }

    /// A response that was made here, and took no time.
    final class Made implements Delivery {
        private final Pieces pieces;
        private final SocketAddress address;
        private final TransferTimes times;
        private long bodyBytes;
        private boolean isComplete;

        /// With this body, made `now`, for whoever would have been at `address`.
        public Made(Pieces pieces, SocketAddress address, long now) {
            this.pieces = pieces;
            this.address = address;
            this.times = new TransferTimes(now, now, 0, 0, 0, now, now, now, now);
        }

        @Override
        public byte @Nullable [] read() {
            byte[] piece = pieces.next();
            isComplete |= piece == null;
            bodyBytes += piece == null ? 0 : piece.length;
            return piece;
        }

        @Override
        public void cancel() {
            pieces.close();
        }

        @Override
        public boolean isComplete() {
            return isComplete;
        }

        @Override
        public long bodyBytes() {
            return bodyBytes;
        }

        @Override
        public Headers trailers() {
            return Headers.empty();
        }

        @Override
        public SocketAddress remoteAddress() {
            return address;
        }

        @Override
        public TransferTimes times() {
            return times;
        }
    }
}
