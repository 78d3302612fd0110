package heddle.fetch.output;

import heddle.client.tap.WireTap;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// One body that goes to several sinks. At most one of them sees the wire.
record SeveralBodies(List<BodySink> bodies) implements BodySink {
    @Override
    public Optional<WireTap> tap() {
        return bodies.stream().flatMap(body -> body.tap().stream()).findFirst();
    }

    @Override
    public void write(ByteBuffer chunk) throws OutputException {
        for (BodySink body : bodies) {
            body.write(chunk.duplicate());
        }
    }

    @Override
    public Stored finish(long bytes) throws OutputException {
        Stored all = Stored.none(bytes);
        for (BodySink body : bodies) {
            all = all.and(body.finish(bytes));
        }
        return all;
    }

    @Override
    public Stored same() throws OutputException {
        Stored all = Stored.none(0);
        for (BodySink body : bodies) {
            all = all.and(body.same());
        }
        return all;
    }

    @Override
    public void abandon() {
        bodies.forEach(BodySink::abandon);
    }
}
