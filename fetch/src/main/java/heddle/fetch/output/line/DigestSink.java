package heddle.fetch.output.line;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Sink;
import java.util.Set;

/// Digests bodies for the sinks beside it, and keeps nothing.
///
/// @param algorithms by which
public record DigestSink(Set<HashAlgorithm> algorithms) implements Sink {
    /// Copies the set.
    public DigestSink {
        algorithms = Set.copyOf(algorithms);
    }

    @Override
    public BodySink body(long ordinal, String url) {
        return new DigestBody(algorithms);
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
