package heddle.fetch;

import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A sink that remembers outcomes, in order, and how often it was closed.
final class Recorded implements Sink {
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public BodySink body(long ordinal, String url) {
        return BodySink.NONE;
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        if (closed.get() > 0) {
            throw new IllegalStateException("an outcome after the sink was closed: " + outcome);
        }
        outcomes.add(outcome);
    }

    @Override
    public Boundary boundary() {
        return Boundary.NONE;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    int timesClosed() {
        return closed.get();
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    List<String> urls() {
        return outcomes.stream().map(Outcome::url).toList();
    }

    List<Fetched> fetched() {
        return outcomes.stream()
                .filter(Fetched.class::isInstance)
                .map(Fetched.class::cast)
                .toList();
    }

    List<Failed> failed() {
        return outcomes.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }
}
