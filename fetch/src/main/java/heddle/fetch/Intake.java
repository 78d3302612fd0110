package heddle.fetch;

import heddle.fetch.exchange.Addresses;
import heddle.fetch.exchange.Entry;
import heddle.fetch.exchange.Failures;
import heddle.fetch.exchange.HostKeys;
import heddle.fetch.list.ListIndex;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.Listed;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.OutputException;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/// Reads the list on a platform thread of its own, since files and pipes block; parses each URL and brings it to
/// the lane of its host. URLs travel in small batches, which go off early when the list makes the reader wait, so
/// that a URL typed into a pipe is fetched at once.
///
/// It reads on while any lane may gain from it. What is read and not yet fetched costs a lane little, so that is
/// nearly always; when no lane knows a host that has ever to wait, and all have enough, the reader waits.
final class Intake {
    static final int BATCH = 64;

    /// So many lines may wait for addresses.
    private static final int UNNAMED_MAX = 1024;

    private final UrlList list;
    private final ListIndex index;
    private final HostKey hostKey;
    private final LongPredicate isDone;
    private final List<Lane> lanes;
    private final Gate gate;
    private final Unfinished unfinished;
    private final Rejects rejects;
    private final List<List<Entry>> batches = new ArrayList<>();
    private final BooleanSupplier isEnough = this::isEnough;
    private final Addresses addresses = new Addresses();
    private final Deque<Unnamed> unnamed = new ArrayDeque<>();
    private long ordinal;
    private int pending;

    /// Passes over the URLs whose ordinals are done. The lanes, and URLs that come to their end, open the gate.
    Intake(Source source, LongPredicate isDone, List<Lane> lanes, Gate gate, Unfinished unfinished, Rejects rejects) {
        list = source.list();
        index = source.index();
        hostKey = source.hostKey();
        this.isDone = isDone;
        this.lanes = lanes;
        this.gate = gate;
        this.unfinished = unfinished;
        this.rejects = rejects;
        lanes.forEach(_ -> batches.add(new ArrayList<>(BATCH)));
    }

    /// A line whose host is being looked up.
    private record Unnamed(long ordinal, Listed listed, Url url, Future<String> key) {
        Entry entry(String found) {
            return new Entry(ordinal, listed, url, found);
        }
    }

    /// What is read.
    ///
    /// @param index   in which is noted where its lines stand
    /// @param hostKey what its URLs are counted together by
    record Source(UrlList list, ListIndex index, HostKey hostKey) {}

    /// Takes the outcome of a line that is not to be asked for.
    @FunctionalInterface
    interface Rejects {
        void accept(long ordinal, Outcome outcome) throws OutputException;
    }

    /// Reads to the end of the list; throws when there is more, and the job has been stopped. What was read of a list
    /// that breaks off is brought to its lanes, too.
    void read() throws IOException, InterruptedException {
        try (addresses) {
            readAll();
        } finally {
            takeUnnamed();
            flush();
        }
    }

    private void readAll() throws IOException, InterruptedException {
        try (UrlLines lines = list.open()) {
            index.note(ordinal, lines.position());
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                bring(line.get(), lines);
            }
            takeNamed(0);
        }
    }

    /// Takes a line, brings the lanes what is due, and waits while they have enough.
    private void bring(ListLine line, UrlLines lines) throws IOException, InterruptedException {
        if (lanes.getFirst().isStopped()) {
            throw new InterruptedException("the job was stopped");
        }
        take(line);
        index.note(ordinal, lines.position());
        if (pending + unnamed.size() > 0 && (unfinished.isEnough() || !lines.isReady())) {
            takeNamed(0);
            flush();
        }
        gate.awaitWhile(isEnough);
    }

    /// Whether one of the lanes is behind with what it was brought, or none can gain from more, or there may be
    /// none.
    private boolean isEnough() {
        if (unfinished.isEnough()) {
            return true;
        }
        boolean isEnough = true;
        for (Lane lane : lanes) {
            if (lane.isBehind()) {
                return true;
            }
            isEnough &= lane.isFull();
        }
        return isEnough;
    }

    private void take(ListLine line) throws OutputException, InterruptedException {
        if (isDone.test(ordinal)) {
            ordinal++;
            return;
        }
        switch (line) {
            case ListLine.Entry entry -> take(entry);
            case ListLine.Duplicate duplicate ->
                reject(new Skipped(duplicate.entry().listed(), Skipped.DUPLICATE));
            case ListLine.Bad bad ->
                reject(new Failed(bad.excerpt(), "invalid_line", "list", bad.problem(), Duration.ZERO));
        }
    }

    private void take(ListLine.Entry line) throws OutputException, InterruptedException {
        Url url;
        try {
            url = Url.parse(line.url());
        } catch (UrlParseException e) {
            reject(Failures.outcome(line.url(), e, Duration.ZERO, 0).with(line.listed()));
            return;
        }
        if (hostKey == HostKey.IP) {
            unnamed.add(new Unnamed(ordinal++, line.listed(), url, addresses.of(url)));
            takeNamed(UNNAMED_MAX);
        } else {
            take(new Entry(ordinal++, line.listed(), url, HostKeys.key(url, hostKey)));
        }
    }

    /// Takes those whose addresses have been found by now, in order, and waits for that as long as there are more than
    /// so many others.
    private void takeNamed(int left) throws InterruptedException {
        while (!unnamed.isEmpty()
                && (unnamed.size() > left || unnamed.getFirst().key().isDone())) {
            String key = found(unnamed.getFirst().key());
            take(unnamed.removeFirst().entry(key));
        }
    }

    private static String found(Future<String> key) throws InterruptedException {
        try {
            return key.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an address that is not found has a name", impossible);
        }
    }

    /// Takes the others under their names: nobody will ask for them in this run.
    private void takeUnnamed() {
        unnamed.forEach(line -> take(line.entry(line.url().host())));
        unnamed.clear();
    }

    private void take(Entry entry) {
        int lane = laneOf(entry.key());
        batches.get(lane).add(entry);
        unfinished.begin();
        pending++;
        if (batches.get(lane).size() == BATCH || entry.weight() > 1) {
            flush(lane);
        }
    }

    private void reject(Outcome outcome) throws OutputException {
        rejects.accept(ordinal++, outcome);
    }

    private int laneOf(String key) {
        return lanes.size() == 1 ? 0 : Math.floorMod(spread(key.hashCode()), lanes.size());
    }

    private static int spread(int hash) {
        return ((hash ^ (hash >>> 16)) * 0x9E3779B9) >>> 8;
    }

    private void flush() {
        for (int lane = 0; lane < lanes.size(); lane++) {
            flush(lane);
        }
    }

    private void flush(int lane) {
        List<Entry> batch = batches.get(lane);
        if (!batch.isEmpty()) {
            lanes.get(lane).add(batch);
            pending -= batch.size();
            batches.set(lane, new ArrayList<>(BATCH));
        }
    }
}
