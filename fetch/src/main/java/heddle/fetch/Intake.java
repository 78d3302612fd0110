package heddle.fetch;

import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.OutputException;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Reads the list on a platform thread of its own, since files and pipes block; parses each URL and brings it to
/// the lane of its host. URLs travel in small batches, which go off early when the list makes the reader wait, so
/// that a URL typed into a pipe is fetched at once.
final class Intake {
    private static final int BATCH = 64;

    private final UrlList list;
    private final LongPredicate isDone;
    private final List<Lane> lanes;
    private final Rejects rejects;
    private final List<List<Entry>> batches = new ArrayList<>();
    private long ordinal;
    private int pending;

    /// Passes over the URLs whose ordinals are done.
    Intake(UrlList list, LongPredicate isDone, List<Lane> lanes, Rejects rejects) {
        this.list = list;
        this.isDone = isDone;
        this.lanes = lanes;
        this.rejects = rejects;
        lanes.forEach(_ -> batches.add(new ArrayList<>()));
    }

    /// Takes the outcome of a line that stands for no URL.
    @FunctionalInterface
    interface Rejects {
        void accept(long ordinal, Failed outcome) throws OutputException;
    }

    /// Reads to the end of the list, or until the lanes are stopped; true if the end was reached. What was read of
    /// a list that breaks off is brought to its lanes, too.
    boolean read() throws IOException, InterruptedException {
        try {
            return readAll();
        } catch (IOException brokenOff) {
            flush();
            throw brokenOff;
        }
    }

    private boolean readAll() throws IOException, InterruptedException {
        try (UrlLines lines = list.open()) {
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                take(line.get());
                if (pending > 0 && !lines.isReady() && !flush()) {
                    return false;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("the job was stopped");
                }
            }
            return flush();
        }
    }

    private void take(ListLine line) throws OutputException, InterruptedException {
        if (isDone.test(ordinal)) {
            ordinal++;
            return;
        }
        switch (line) {
            case ListLine.Entry entry -> take(entry.url());
            case ListLine.Bad bad ->
                reject(new Failed(bad.excerpt(), "invalid_line", "list", bad.problem(), Duration.ZERO));
        }
    }

    private void take(String text) throws OutputException, InterruptedException {
        Url url;
        try {
            url = Url.parse(text);
        } catch (UrlParseException e) {
            reject(Failures.outcome(text, e, Duration.ZERO));
            return;
        }
        int lane = laneOf(url);
        List<Entry> batch = batches.get(lane);
        batch.add(new Entry(ordinal++, text, url));
        pending++;
        if (batch.size() == BATCH) {
            flush(lane);
        }
    }

    private void reject(Failed outcome) throws OutputException {
        rejects.accept(ordinal++, outcome);
    }

    private int laneOf(Url url) {
        return lanes.size() == 1 ? 0 : Math.floorMod(spread(HostQueue.key(url).hashCode()), lanes.size());
    }

    private static int spread(int hash) {
        return ((hash ^ (hash >>> 16)) * 0x9E3779B9) >>> 8;
    }

    private boolean flush() throws InterruptedException {
        boolean isTaken = true;
        for (int lane = 0; lane < lanes.size(); lane++) {
            isTaken &= flush(lane);
        }
        return isTaken;
    }

    private boolean flush(int lane) throws InterruptedException {
        List<Entry> batch = batches.get(lane);
        boolean isTaken = batch.isEmpty() || lanes.get(lane).add(batch);
        pending -= batch.size();
        batch.clear();
        return isTaken;
    }
}
