package heddle.fetch.output.line;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Sink;

/// Digests bodies for the sinks beside it, and keeps nothing.
public final class DigestSink implements Sink {
    @Override
    public BodySink body(long ordinal, String url) {
        return new DigestBody();
    }

    @Override
    public void accept(Outcome outcome) {}

    @Override
    public Boundary boundary() {
        return Boundary.NONE;
    }

    @Override
    public void close() {}
}
