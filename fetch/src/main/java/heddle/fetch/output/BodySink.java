package heddle.fetch.output;

import heddle.client.tap.WireTap;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Takes one body, chunk by chunk, on the coroutine that reads it. Either [#finish] or [#abandon] ends it.
public interface BodySink {
    /// Wants no bytes: the reader may throw the body away unseen.
    BodySink NONE = new BodySink() {
        @Override
        public boolean wantsBytes() {
            return false;
        }

        @Override
        public void write(ByteBuffer chunk) {}

        @Override
        public Stored finish(long bytes) {
            return Stored.none(bytes);
        }

        @Override
        public void abandon() {}
    };

    /// Holds the body in memory, where [Stored#inMemory] has it once it is complete. One that is longer than that
    /// is not held, and counts all the same.
    ///
    /// @param bytesMax that are held; 0 wants no bytes
    static BodySink inMemory(long bytesMax) {
        return bytesMax == 0 ? NONE : new InMemory(bytesMax);
    }

    /// Gives the body to each of these that wants its bytes. At most one of them may have a [#tap].
    static BodySink all(List<BodySink> bodies) {
        List<BodySink> wanting = bodies.stream().filter(BodySink::wantsBytes).toList();
        return switch (wanting.size()) {
            case 0 -> NONE;
            case 1 -> wanting.getFirst();
            default -> new SeveralBodies(wanting);
        };
    }

    /// Whether it is to be given the bytes at all; otherwise only [#finish] is called, if it comes to that.
    default boolean wantsBytes() {
        return true;
    }

    /// What is to see the exchange as it goes over the wire, if anything.
    default Optional<WireTap> tap() {
        return Optional.empty();
    }

    /// Takes the next chunk; nobody changes its bytes any more, and others may read them.
    void write(ByteBuffer chunk) throws OutputException;

    /// The body is complete, with this many bytes, or as much of it as is wanted has come.
    Stored finish(long bytes) throws OutputException;

    /// There is none, since nothing has changed since an earlier run.
    default Stored same() throws OutputException {
        abandon();
        return Stored.none(0);
    }

    /// The body will never be complete: what was kept of it goes.
    void abandon();
}
