package heddle.fetch.output;

import java.util.Optional;

/// Takes one body, chunk by chunk, on the coroutine that reads it. Either [#finish] or [#abandon] ends it.
public interface BodySink {
    /// Wants no bytes: the reader may throw the body away unseen.
    BodySink NONE = new BodySink() {
        @Override
        public void write(byte[] chunk) {}

        @Override
        public Outcome.Body finish(long bytes) {
            return new Outcome.Body(bytes, Optional.empty(), Optional.empty());
        }

        @Override
        public void abandon() {}
    };

    /// Takes the next chunk; the sink owns the array from now on.
    void write(byte[] chunk) throws OutputException;

    /// The body is complete, with this many bytes.
    Outcome.Body finish(long bytes) throws OutputException;

    /// The body will never be complete: what was kept of it goes.
    void abandon();
}
