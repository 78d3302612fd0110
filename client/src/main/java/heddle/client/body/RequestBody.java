package heddle.client.body;

import heddle.async.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What a request carries: bytes, or something that is made while it is sent.
public sealed interface RequestBody {
    /// No byte.
    RequestBody NONE = new Bytes(new byte[0]);

    /// These bytes. They are not copied: leave them alone until the request has ended.
    static RequestBody of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /// What this source gives, once; of unknown length.
    static RequestBody of(BodySource source) {
        return Streamed.once(source, OptionalLong.empty());
    }

    /// What this source gives, once: exactly `length` bytes.
    static RequestBody of(long length, BodySource source) {
        return Streamed.once(source, OptionalLong.of(length));
    }

    /// What this source gives, once; of that length, if it is known.
    static RequestBody once(OptionalLong length, BodySource source) {
        return Streamed.once(source, length);
    }

    /// What a source gives that is opened anew each time the body is sent, so that it can be sent again.
    static RequestBody anew(OptionalLong length, Opening opening) {
        return Streamed.anew(opening, length);
    }

    /// What a file holds now. It must not change until the request has ended; it is opened each time it is sent.
    static RequestBody of(Path file) throws IOException {
        return anew(OptionalLong.of(Files.size(file)), () -> FileSource.open(file));
    }

    /// What a spool holds, which must stay open and unwritten until the request has ended. So a stream of unknown
    /// length gets one, and can be sent again.
    static RequestBody of(Spool spool) {
        return anew(OptionalLong.of(spool.bytes()), () -> SpoolSource.open(spool));
    }

    /// Whether the request can be sent, or sent once more.
    boolean isRepeatable();

    /// How many bytes it has, if that is known before.
    OptionalLong length();

    /// Its bytes, for one sending; whoever sends closes it. Of a body that serves once, the source that it was made of
    /// is not closed by that.
    BodySource open();

    /// Makes a source each time the body is sent; the client closes it.
    @FunctionalInterface
    interface Opening {
        /// A source that gives the body from its beginning. May park.
        BodySource open() throws IOException;
    }

    /// A body that is in memory; empty for none.
    ///
    /// @param bytes what nobody may change any more
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements RequestBody {
        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public BodySource open() {
            var left = ByteBuffer.wrap(bytes);
            return () -> {
                ByteBuffer piece = left.slice();
                left.position(left.limit());
                return piece;
            };
        }
    }

    /// A body that is made while it is sent. For one coroutine.
    final class Streamed implements RequestBody {
        private final Opening opening;
        private final OptionalLong length;
        private final Use use;
        private boolean isBegun;

        private enum Use {
            ONCE,
            ANEW
        }

        private Streamed(Opening opening, OptionalLong length, Use use) {
            if (length.orElse(0) < 0) {
                throw new IllegalArgumentException("length is %d; it cannot be negative".formatted(length.getAsLong()));
            }
            this.opening = opening;
            this.length = length;
            this.use = use;
        }

        static Streamed once(BodySource source, OptionalLong length) {
            return new Streamed(() -> source, length, Use.ONCE);
        }

        static Streamed anew(Opening opening, OptionalLong length) {
            return new Streamed(opening, length, Use.ANEW);
        }

        @Override
        public OptionalLong length() {
            return length;
        }

        @Override
        public BodySource open() {
            try {
                BodySource source = opening.open();
                return use == Use.ANEW
                        ? source
                        : () -> {
                            isBegun = true;
                            return source.read();
                        };
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /// Whether it is opened anew each time it is sent.
        public boolean isReopened() {
            return use == Use.ANEW;
        }

        /// Always, if it is opened anew; else as long as nothing was read.
        @Override
        public boolean isRepeatable() {
            return use == Use.ANEW || !isBegun;
        }
    }
}
