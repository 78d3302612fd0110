package heddle.fetch.shard;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.List;

/// A sink that remembers what goes to another; accepted under the lock of a ledger.
record SeenSink(Sink sink, List<Outcome> seen) implements Sink {
    @Override
    public BodySink body(long ordinal, String url) throws OutputException {
        return sink.body(ordinal, url);
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        sink.accept(outcome);
        seen.add(outcome);
    }

    @Override
    public Boundary boundary() throws OutputException {
        return sink.boundary();
    }

    @Override
    public void close() throws OutputException {
        sink.close();
    }
}
