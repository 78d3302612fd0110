package heddle.fetch.job;

import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Mark;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger of a [JobFolder].
///
/// **Exactly once.** An outcome goes to the sink, into the done ordinals and into the counters under one lock, so
/// whoever holds the lock sees all three tell the same. A checkpoint, on a thread of its own, copies the changed
/// part of them under the lock and draws a line in the outputs there, then makes the outputs durable up to that line,
/// and then saves the copies, with how long the outputs were at the line, in one transaction. Killed before the
/// transaction, the job goes on from the one before, and whatever
/// the outputs have beyond its marks is cut off; killed after it, from this one. Outcomes of what was not asked for
/// because the job was stopped do not count: the next run asks.
///
/// After the first failure nothing is saved any more, since the outputs may lack what the counters have.
final class SavingLedger implements Ledger {
    private final JobFolder folder;
    private final Sink sink;
    private final Counters counters;
    private final Cadence cadence;
    private final DoneOrdinals done;

    /// No ordinal from here on has been done by an earlier run.
    private final long doneEnd;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Thread saver;
    private Consumer<Throwable> failed = _ -> {};
    private int unsaved;
    private boolean isListRead;
    private boolean isEnding;
    private @Nullable Throwable failure;

    SavingLedger(JobFolder folder, Sink sink, Counters counters, Cadence cadence) {
        this.folder = folder;
        this.sink = sink;
        this.counters = counters;
        this.cadence = cadence;
        done = folder.done();
        doneEnd = done.end();
        isListRead = folder.isListRead();
        saver = Thread.ofPlatform().daemon().name("heddle-checkpoint").unstarted(this::save);
    }

    @Override
    public void start(Consumer<Throwable> toTell) {
        failed = toTell;
        saver.start();
    }

    @Override
    public Optional<Map<String, Respite>> respites() {
        return Optional.of(folder.respites());
    }

    @Override
    public boolean isDone(long ordinal) {
        if (ordinal >= doneEnd) {
            return false;
        }
        lock.lock();
        try {
            return done.contains(ordinal);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean takesSkipped() {
        return false;
    }

    @Override
    public void record(long ordinal, String host, Outcome outcome) throws OutputException {
        if (outcome instanceof Outcome.Skipped skipped && skipped.isLeft()) {
            return;
        }
        lock.lock();
        try {
            accept(outcome);
            done.add(ordinal);
            counters.add(host, outcome);
            if (++unsaved == cadence.outcomes()) {
                due.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept(Outcome outcome) throws OutputException {
        throwFailure();
        try {
            sink.accept(outcome);
        } catch (OutputException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    private void throwFailure() throws OutputException {
        switch (failure) {
            case null -> {}
            case OutputException e -> throw e.anew();
            case Throwable e -> throw new IllegalStateException("the state of the job is lost", e);
        }
    }

    @Override
    public void listRead() {
        lock.lock();
        try {
            isListRead = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() throws OutputException {
        lock.lock();
        try {
            isEnding = true;
            due.signal();
        } finally {
            lock.unlock();
        }
        join();
        throwFailure();
    }

    @Override
    public Optional<HostTable> hosts() throws OutputException {
        return Optional.of(folder.hosts());
    }

    @Override
    public void complete() throws OutputException {
        folder.complete();
    }

    /// Through interrupts: the state would be lost, and the thread needs no more than the disk does.
    private void join() {
        boolean isInterrupted = false;
        while (saver.isAlive()) {
            try {
                saver.join();
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() {
        try {
            boolean isLast = false;
            while (!isLast) {
                isLast = awaitDue();
                checkpoint(isLast);
            }
        } catch (InterruptedException | OutputException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /// Whether the job is ending.
    private boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            long nanos = cadence.every().toNanos();
            while (!isEnding && unsaved < cadence.outcomes() && nanos > 0) {
                nanos = due.awaitNanos(nanos);
            }
            return isEnding;
        } finally {
            lock.unlock();
        }
    }

    private void checkpoint(boolean isLast) throws OutputException {
        List<Respite> respites = counters.takeRespites();
        Line line = take(isLast || !respites.isEmpty());
        if (line != null) {
            List<Mark> marks = new ArrayList<>(line.outputs.sync());
            marks.addAll(line.folder);
            folder.sync();
            folder.save(new Checkpoint(line.changed, marks, line.totals, line.hosts, respites, line.isListRead));
            line.outputs.saved();
        }
    }

    /// What was copied of a state under the lock.
    private record Line(
            List<DoneOrdinals.Chunk> changed,
            Boundary outputs,
            List<Mark> folder,
            Totals totals,
            List<HostAccount> hosts,
            boolean isListRead) {}

    /// What there is to save, if there is anything or it is wanted anyway.
    private @Nullable Line take(boolean isWanted) throws OutputException {
        lock.lock();
        try {
            throwFailure();
            if (unsaved == 0 && !isWanted) {
                return null;
            }
            unsaved = 0;
            Boundary outputs = sink.boundary();
            return new Line(
                    done.takeChanged(), outputs, folder.marks(), counters.totals(), counters.takeHosts(), isListRead);
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable e) {
        lock.lock();
        try {
            failure = e;
        } finally {
            lock.unlock();
        }
        failed.accept(e);
    }
}
