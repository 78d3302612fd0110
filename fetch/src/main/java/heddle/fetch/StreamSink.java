package heddle.fetch;

import heddle.async.AsyncQueue;
import heddle.async.task.QueueClosedException;
import heddle.fetch.options.StreamOptions;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Where outcomes wait until they are pulled. Whoever brings one while it is full is parked, whether it is cut off
/// meanwhile or not: an outcome that has been taken from the list is never lost for want of room.
final class StreamSink implements Sink {
    private final Sink first;
    private final long bodyBytesMax;
    private final Semaphore room;
    private final AsyncQueue<Outcome> waiting;
    private volatile boolean isAbandoned;

    StreamSink(Sink first, StreamOptions options) {
        this.first = first;
        bodyBytesMax = options.bodyBytesMax();
        room = new Semaphore(options.outcomesMax());
        waiting = AsyncQueue.bounded(options.outcomesMax());
    }

    @Override
    public BodySink body(long ordinal, String url) throws OutputException {
        return BodySink.all(List.of(first.body(ordinal, url), BodySink.inMemory(bodyBytesMax)));
    }

    @Override
    public void accept(Outcome outcome) throws OutputException {
        first.accept(outcome);
        room.acquireUninterruptibly();
        if (isAbandoned || !waiting.tryPut(outcome)) {
            room.release();
            throw new AbandonedException();
        }
    }

    /// The next outcome; empty after the last. Parks.
    Optional<Outcome> next() {
        Outcome outcome;
        try {
            outcome = waiting.take();
        } catch (QueueClosedException ended) {
            return Optional.empty();
        }
        room.release();
        return Optional.of(outcome);
    }

    /// Says that no more will come.
    void end() {
        waiting.close();
    }

    /// Says that nobody pulls any more: what waits is forgotten, and what comes is refused.
    void abandon() {
        isAbandoned = true;
        waiting.close();
        while (waiting.tryTake().isPresent()) {
            room.release();
        }
        room.release();
    }

    @Override
    public Boundary boundary() throws OutputException {
        return first.boundary();
    }

    @Override
    public void close() throws OutputException {
        first.close();
    }

    /// Ends a job whose outcomes nobody wants.
    static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException() {
            super("nobody pulls the outcomes any more");
        }
    }
}
