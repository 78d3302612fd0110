package heddle.client.body;

import heddle.async.spool.Spool;
import heddle.http.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

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

    /// What this source gives, once, of unknown length, and behind it the trailers (RFC 9110, 6.5) that `trailers`
    /// is asked for when the source has given all: a checksum of it, say. A server may ignore them; a field
    /// `Trailer` of the request can tell it of them beforehand.
    ///
    /// A field that has no place there, such as Content-Length or Authorization, fails the request with an
    /// [heddle.http.InvalidRequestException].
    static RequestBody of(BodySource source, Supplier<Headers> trailers) {
        return Streamed.trailed(source, trailers);
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

    /// What a file holds now. It must not change until the request has ended; it is opened each time it is sent. Over
    /// HTTP/1.1 without TLS the kernel sends it by itself, where nobody listens to the session's events.
    ///
    /// Throws [IOException] for what is no regular file: a folder, or a pipe, whose length nobody knows.
    static RequestBody of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(
                    file.toString(), null, "is no regular file; send a stream by BodySource.of(stream)");
        }
        return Streamed.file(file, attributes.size());
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
        private final Supplier<Headers> trailers;
        private Optional<Path> file = Optional.empty();
        private boolean isBegun;

        private enum Use {
            ONCE,
            ANEW
        }

        private Streamed(Opening opening, OptionalLong length, Use use, Supplier<Headers> trailers) {
            if (length.orElse(0) < 0) {
                throw new IllegalArgumentException("length is %d; it cannot be negative".formatted(length.getAsLong()));
            }
            this.opening = opening;
            this.length = length;
            this.use = use;
            this.trailers = trailers;
        }

        static Streamed once(BodySource source, OptionalLong length) {
            return new Streamed(() -> source, length, Use.ONCE, Headers::empty);
        }

        static Streamed trailed(BodySource source, Supplier<Headers> trailers) {
            return new Streamed(() -> source, OptionalLong.empty(), Use.ONCE, trailers);
        }

        static Streamed file(Path path, long bytes) {
            var streamed = anew(() -> FileSource.open(path), OptionalLong.of(bytes));
            streamed.file = Optional.of(path);
            return streamed;
        }

        static Streamed anew(Opening opening, OptionalLong length) {
            return new Streamed(opening, length, Use.ANEW, Headers::empty);
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

        /// The fields to be sent behind it; to be asked for when the source has given all.
        public Headers trailers() {
            return trailers.get();
        }

        /// The file that it is all of, if it is one.
        public Optional<Path> file() {
            return file;
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
