package heddle.fetch;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.fetch.account.FetchStatistics.Hosts;
import heddle.fetch.account.HostTable;
import heddle.fetch.exchange.Attempt;
import heddle.fetch.exchange.Course;
import heddle.fetch.exchange.Entry;
import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.Frontier.Backlog;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.job.Respite;
import heddle.fetch.output.Outcome;
import heddle.fetch.tally.LaneTally;
import heddle.fetch.tally.Sums;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The hosts that fall to one loop, and the coroutines that fetch from them there.
///
/// A *worker* takes a URL from the [Frontier], then a few more of that host on the connection that is warm by then,
/// then goes on to the next host; when there is none, it ends. The *pacer* starts workers when URLs come or the time
/// of a host does; there are never more workers than work, and on a long list they are started once. The *loader*
/// has the texts read of those URLs that waited without.
///
/// The reading thread hands over batches in a queue without locks, and wakes the pacer only when a worker could be
/// started. The lock is the lane's own: on a carrier nobody else ever wants it but who looks at the numbers.
final class Lane implements Course, Closeable {
    /// URLs that a worker asks one host for before it looks at others.
    private static final int TURN = 8;

    /// URLs after which a worker goes on as a new coroutine: one that was started cold keeps interpreted frames,
    /// and with these each of its parks takes the JVM's slow path. After some 200 coroutines there are none left.
    private static final int STRETCH = 32;

    private static final long OVER = -1;
    private static final int LEFT_AT_ONCE = 4096;

    private final int workersMax;
    private final Frontier<Entry> frontier;
    private final Texts texts;
    private final Work work;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Arrivals arrivals;
    private final Alarm alarm = new Alarm();
    private final LaneTally tally = new LaneTally();
    private @Nullable TaskGroup group;
    private long alarmAt = Frontier.NEVER;
    private long added;
    private int running;
    private boolean isLoading;
    private volatile boolean isListRead;
    private volatile boolean isStopped;

    /// What the reading thread looks at: whether the pacer sleeps and would have something to do.
    private volatile boolean isWaiting;

    /// A lane that has not been opened.
    ///
    /// @param workersMax URLs that are fetched at once
    /// @param texts      reads again what the frontier wants
    /// @param gate       where the reading thread waits while the lanes have enough
    Lane(int workersMax, Frontier<Entry> frontier, Texts texts, Work work, Gate gate, Clock clock) {
        this.workersMax = workersMax;
        this.frontier = frontier;
        this.texts = texts;
        this.work = work;
        this.arrivals = new Arrivals(frontier.itemsMax(), gate);
        this.clock = clock;
    }

    /// What is done with the URLs.
    interface Work {
        /// What comes of a URL's turn. Parks; does not throw.
        Attempt fetch(Turn<Entry> turn, Course course);

        /// Takes what became of a URL of this host for good, and gives it back as it counts. May park.
        Outcome record(long ordinal, String host, Outcome outcome);

        /// Nothing can be read of the list any more.
        void failed(IOException unreadable);
    }

    /// Has its coroutines started in this group, which they leave when the list has been read and all of it is done,
    /// or when the lane is stopped. On its loop.
    void open(TaskGroup workers) {
        lock.lock();
        try {
            group = workers;
        } finally {
            lock.unlock();
        }
        workers.start(() -> pace(workers));
    }

    /// Takes URLs from the list, for good; once it is stopped, among those that are left. On the reading thread; does
    /// not wait.
    void add(List<Entry> batch) {
        arrivals.add(batch);
        if (isWaiting) {
            alarm.ring();
        }
    }

    /// Whether it has been handed more than it has looked at yet.
    boolean isBehind() {
        return arrivals.areMany();
    }

    /// Whether it gains nothing from more.
    boolean isFull() {
        return arrivals.areEnough();
    }

    boolean isStopped() {
        return isStopped;
    }

    /// Notes that no more will come.
    void listRead() {
        isListRead = true;
        alarm.ring();
    }

    private void pace(TaskGroup workers) {
        for (long nanos = step(workers); nanos != OVER; nanos = step(workers)) {
            if (arrivals.areNone()) {
                alarm.sleep(nanos);
            }
        }
    }

    /// Starts what can be started, and tells for how long nothing else can be by time alone. While all workers are
    /// busy nothing can: the next one to be done goes on by itself.
    private long step(TaskGroup workers) {
        alarm.clear();
        lock.lock();
        try {
            long now = clock.nanos();
            unpack(now);
            startWorkers(workers, now);
            isWaiting = running < workersMax;
            alarmAt = isWaiting ? frontier.dueAt() : Frontier.NEVER;
            return isOver() ? OVER : Math.max(0, alarmAt - now);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return isStopped || (isListRead && running == 0 && !isLoading && arrivals.areNone() && frontier.waiting() == 0);
    }

    /// Takes what has been handed over.
    private void unpack(long now) {
        for (List<Entry> batch = arrivals.next(); batch != null; batch = arrivals.next()) {
            for (Entry entry : batch) {
                if (entry.weight() == 1) {
                    frontier.add(entry.key(), entry.ordinal(), entry, now);
                } else {
                    frontier.addUnkept(entry.key(), entry.ordinal(), entry, now);
                }
            }
            added += batch.size();
            arrivals.taken(batch, frontier.room());
        }
    }

    private void startWorkers(TaskGroup workers, long now) {
        while (running < workersMax && !isStopped) {
            Turn<Entry> turn = frontier.next(now);
            if (turn == null) {
                break;
            }
            running++;
            Worker worker = new Worker(turn);
            workers.start(() -> drain(workers, worker));
        }
        if (frontier.isThirsty() && !isLoading && !isStopped) {
            isLoading = true;
            workers.start(this::load);
        }
        arrivals.makeRoom(frontier.room());
    }

    private void drain(TaskGroup workers, Worker worker) {
        for (int urls = 0; urls < STRETCH; urls++) {
            if (!fetchOne(workers, worker)) {
                return;
            }
        }
        workers.start(() -> drain(workers, worker));
    }

    /// Fetches a worker's URL and gives it the next; false when there is none.
    private boolean fetchOne(TaskGroup workers, Worker worker) {
        Attempt attempt = work.fetch(worker.turn, this);
        Optional<Outcome> outcome = attempt.outcome()
                .map(it -> worker.turn.item().listed(it))
                .map(it -> work.record(worker.turn.ordinal(), worker.turn.host().key(), it));
        return next(workers, worker, attempt, outcome);
    }

    /// Notes what came of a worker's URL and gives it the next; false when there is none, and the worker has to end.
    private boolean next(TaskGroup workers, Worker worker, Attempt attempt, Optional<Outcome> outcome) {
        lock.lock();
        try {
            long now = clock.nanos();
            outcome.ifPresent(it -> tally.add(worker.turn.host().key(), it));
            learn(worker.turn, attempt, now);
            if (!arrivals.areNone()) {
                unpack(now);
            }
            Turn<Entry> turn = isStopped ? null : turnAfter(worker, now);
            if (turn == null) {
                running--;
            } else {
                worker.turn = turn;
            }
            startWorkers(workers, now);
            callPacer();
            return turn != null;
        } finally {
            lock.unlock();
        }
    }

    private void learn(Turn<Entry> turn, Attempt attempt, long now) {
        attempt.told()
                .ifPresent(report -> tally.asked(turn.host().key(), turn.host().intervalNanos(), report));
        switch (attempt) {
            case Attempt.Ended ended -> frontier.ended(turn, ended.report(), now);
            case Attempt.EndedUnasked _ -> frontier.endedUnasked(turn, now);
            case Attempt.Again again -> frontier.retry(turn, again.report(), now);
            case Attempt.Postponed postponed -> frontier.postpone(turn, postponed.report(), now);
        }
    }

    @Override
    public boolean mayRetry(Turn<Entry> turn, Report report) {
        lock.lock();
        try {
            return frontier.mayRetry(turn, report, clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void slowDown(Turn<Entry> turn, long intervalNanos) {
        lock.lock();
        try {
            frontier.slowDown(turn.host(), intervalNanos);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Turn<Entry> turnAfter(Worker worker, long now) {
        Turn<Entry> same = worker.left > 1 ? frontier.next(worker.turn.host(), now) : null;
        worker.left = same == null ? TURN : worker.left - 1;
        return same == null ? frontier.next(now) : same;
    }

    /// Wakes the pacer when nobody else goes on, or when something comes to be due before it wakes. What the reading
    /// thread brings is its business again as soon as not all workers are busy.
    private void callPacer() {
        boolean mayStart = running < workersMax && frontier.dueAt() < alarmAt;
        if (mayStart || running == 0) {
            alarmAt = frontier.dueAt();
            alarm.ring();
        } else if (!isWaiting && running < workersMax) {
            isWaiting = true;
            if (!arrivals.areNone()) {
                alarm.ring();
            }
        }
    }

    /// Has texts read while any are wanted. When it is cut off, what it was at goes back.
    private void load() {
        List<Turn<Entry>> turns = wanted();
        while (!turns.isEmpty()) {
            List<Entry> entries = new ArrayList<>(turns.size());
            List<Turn<Entry>> read = new ArrayList<>(turns.size());
            try {
                List<Turn<Entry>> asked = turns;
                Async.toThread(() -> texts.read(asked, (turn, entry) -> {
                    read.add(turn);
                    entries.add(entry);
                }));
            } catch (IOException e) {
                work.failed(e);
            } finally {
                supply(turns, read, entries);
            }
            turns = wanted();
        }
    }

    private List<Turn<Entry>> wanted() {
        lock.lock();
        try {
            List<Turn<Entry>> turns = isStopped ? List.of() : frontier.wanted(clock.nanos());
            isLoading = !turns.isEmpty();
            if (!isLoading && running == 0) {
                alarm.ring();
            }
            return turns;
        } finally {
            lock.unlock();
        }
    }

    private void supply(List<Turn<Entry>> asked, List<Turn<Entry>> read, List<Entry> entries) {
        lock.lock();
        try {
            long now = clock.nanos();
            if (read.size() < asked.size()) {
                isStopped = true; // cut off, or the list cannot be read: no turn may come of what is given back
                asked.forEach(frontier::giveBack);
                return;
            }
            for (int i = 0; i < read.size(); i++) {
                frontier.supply(read.get(i), entries.get(i), now);
            }
            if (group != null) {
                startWorkers(group, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Counts the outcome of a line that is in no queue; of one that names no host, when the host is empty.
    void count(String host, Outcome outcome) {
        lock.lock();
        try {
            added++;
            tally.add(host, outcome);
        } finally {
            lock.unlock();
        }
    }

    /// Lets no worker begin another URL.
    void stop() {
        isStopped = true;
        alarm.ring();
    }

    /// Cuts off what is under way. After [#stop].
    void cut() {
        TaskGroup cutOff = opened();
        if (cutOff != null) {
            cutOff.cancel();
        }
    }

    private @Nullable TaskGroup opened() {
        lock.lock();
        try {
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// The hosts of which most is left.
    List<Backlog> largest(int count) {
        lock.lock();
        try {
            return frontier.largest(count);
        } finally {
            lock.unlock();
        }
    }

    /// Takes out some of what was left waiting when the lane was stopped, with their texts; empty when nothing was.
    /// After the last worker has ended. Blocks.
    List<Entry> leftovers() throws IOException {
        List<Turn<Entry>> left = takeLeft();
        List<Entry> entries = new ArrayList<>(left.size());
        left.stream().filter(Turn::hasItem).forEach(turn -> entries.add(turn.item()));
        texts.read(left.stream().filter(turn -> !turn.hasItem()).toList(), (_, entry) -> entries.add(entry));
        return entries;
    }

    private List<Turn<Entry>> takeLeft() {
        lock.lock();
        try {
            unpack(clock.nanos());
            List<Turn<Entry>> left = frontier.left(LEFT_AT_ONCE);
            added -= left.size(); // they are counted again with their outcomes
            return left;
        } finally {
            lock.unlock();
        }
    }

    /// Counts all that was left as skipped, unseen. After the last worker has ended.
    void skipLeftovers() {
        lock.lock();
        try {
            unpack(clock.nanos());
            tally.skip(frontier.waiting());
        } finally {
            lock.unlock();
        }
    }

    /// Adds this lane's share to the sums.
    void addTo(Sums sums) {
        lock.lock();
        try {
            Hosts hosts = new Hosts(frontier.hosts(), frontier.ready(), frontier.parked());
            sums.add(added, running, frontier.retries(), hosts);
            tally.addTo(sums);
        } finally {
            lock.unlock();
        }
    }

    /// The host that would keep this lane longest if it had only that one. Looks at each.
    Optional<Frontier.Longest> longest() {
        lock.lock();
        try {
            return frontier.longest(clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    /// Which hosts are to be left alone, of those of which that has changed since this was asked last.
    List<Respite> takeRespites() {
        lock.lock();
        try {
            return frontier.takeRespites(clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    /// Its hosts in short. Looks at each.
    HostTable table() {
        lock.lock();
        try {
            return tally.table();
        } finally {
            lock.unlock();
        }
    }

    /// After its group has ended.
    @Override
    public void close() throws IOException {
        try (frontier;
                texts) {
            // Both are closed, whatever becomes of the other.
        }
    }

    /// One coroutine of a lane, and what it is at.
    private static final class Worker {
        private Turn<Entry> turn;
        private int left = TURN;

        Worker(Turn<Entry> turn) {
            this.turn = turn;
        }
    }
}
