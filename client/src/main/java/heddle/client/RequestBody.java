package heddle.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// What a request carries: bytes, or a source of bytes that can be read once.
sealed interface RequestBody {
    /// No byte.
    RequestBody NONE = new Bytes(new byte[0]);

    /// Whether the request can be sent, or sent once more.
    boolean isRepeatable();

    /// A body that is in memory; empty for none.
    ///
    /// @param bytes what nobody may change any more
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements RequestBody {
        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /// A body that is made while it is sent. For one coroutine.
    final class Streamed implements RequestBody {
        /// Stands for a length that is not known before the end.
        static final long UNKNOWN = -1;

        private final BodySource source;
        private final long length;
        private boolean isBegun;

        Streamed(BodySource source, long length) {
            this.source = source;
            this.length = length;
        }

        /// How many bytes there will be, or [#UNKNOWN].
        long length() {
            return length;
        }

        ByteBuffer read() {
            isBegun = true;
            try {
                return source.read();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /// As long as nothing was read.
        @Override
        public boolean isRepeatable() {
            return !isBegun;
        }
    }
}
