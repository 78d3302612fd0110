package heddle.fetch.output;

import heddle.client.tap.WireTap;
import heddle.fetch.output.Outcome.Held;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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
        Stored all = new Stored(bytes, Optional.empty(), Optional.empty());
        for (BodySink body : bodies) {
            all = both(all, body.finish(bytes));
        }
        return all;
    }

    private static Stored both(Stored one, Stored other) {
        List<Held> held = new ArrayList<>(one.held());
        held.addAll(other.held());
        return new Stored(
                one.bytes(), one.sha256().or(other::sha256), one.file().or(other::file), held);
    }

    @Override
    public void abandon() {
        bodies.forEach(BodySink::abandon);
    }
}
