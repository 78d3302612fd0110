package heddle.fetch;

import heddle.async.TaskGroup;
import heddle.fetch.output.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The hosts that fall to one loop, and the workers that drain them there.
///
/// Hosts that may be asked stand in a row. A worker takes the first, asks it for a few URLs on the connection that
/// is warm by then, and goes on to the next in the row; when there is none, it ends. [#add] starts new ones, so
/// there are never more workers than work, and on a long list they are started once.
///
/// The reading thread adds, workers take; the lock between them is held for a few steps only and taken once for
/// each URL. While as many URLs wait as may, the reading thread waits until half of them are gone, so that it is
/// woken seldom.
final class Lane {
    /// URLs that a worker asks one host for before it looks at others.
    private static final int TURN = 8;

    /// URLs after which a worker goes on as a new coroutine: one that was started cold keeps interpreted frames,
    /// and with these each of its parks takes the JVM's slow path.
    private static final int STRETCH = 256;

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Map<String, HostQueue> hosts = new HashMap<>();
    private final Deque<HostQueue> row = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private final Function<Entry, Outcome> work;
    private @Nullable TaskGroup group;
    private long added;
    private int waiting;
    private int running;
    private boolean isFull;
    private boolean isStopped;

    /// A lane whose workers do `work`, which must not throw.
    Lane(Limits limits, Function<Entry, Outcome> work) {
        this.limits = limits;
        this.work = work;
    }

    /// What a lane is held to: workers, exchanges with one host (0 for the default), and URLs that wait.
    record Limits(int workers, int perHost, int waiting) {}

    /// Gives it the group that its workers are started in, and starts them for what has been added already.
    void open(TaskGroup workers) {
        lock.lock();
        try {
            group = workers;
            startWorkers();
        } finally {
            lock.unlock();
        }
    }

    /// Takes URLs from the list and starts workers for them; blocks while too many wait. Refuses them, with false,
    /// once the lane has been stopped.
    boolean add(List<Entry> entries) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            isFull = waiting > 0 && waiting + entries.size() > limits.waiting();
            while (isFull && !isStopped) {
                room.await();
            }
            if (isStopped) {
                return false;
            }
            entries.forEach(this::enqueue);
            added += entries.size();
            waiting += entries.size();
            startWorkers();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(Entry entry) {
        String key = HostQueue.key(entry.url());
        HostQueue host = hosts.get(key);
        if (host == null) {
            host = new HostQueue(key, limitOf(entry));
            hosts.put(key, host);
        }
        host.add(entry);
        lineUp(host);
    }

    private int limitOf(Entry entry) {
        if (limits.perHost() > 0) {
            return limits.perHost();
        }
        return HostQueue.isThisMachine(entry.url()) ? limits.workers() : HostQueue.CONCURRENCY;
    }

    private void lineUp(HostQueue host) {
        if (!host.isInRow && host.isOpen()) {
            host.isInRow = true;
            row.addLast(host);
        }
    }

    private void startWorkers() {
        while (group != null && running < limits.workers()) {
            HostQueue host = nextOpen();
            if (host == null) {
                return;
            }
            Worker worker = new Worker(host, begin(host));
            running++;
            TaskGroup workers = group;
            workers.start(() -> drain(workers, worker));
        }
    }

    /// The first in the row that may still be asked; others in the row have been drained since they came into it.
    private @Nullable HostQueue nextOpen() {
        HostQueue host = row.pollFirst();
        while (host != null) {
            host.isInRow = false;
            if (host.isOpen()) {
                return host;
            }
            host = row.pollFirst();
        }
        return null;
    }

    private Entry begin(HostQueue host) {
        Entry entry = host.begin();
        lineUp(host);
        taken();
        return entry;
    }

    private void drain(TaskGroup workers, Worker worker) {
        for (int urls = 0; urls < STRETCH; urls++) {
            if (!next(worker, work.apply(worker.entry))) {
                return;
            }
        }
        workers.start(() -> drain(workers, worker));
    }

    /// Notes what became of a worker's URL and gives it the next; false when there is none, and the worker has to
    /// end.
    private boolean next(Worker worker, Outcome outcome) {
        lock.lock();
        try {
            tally.add(outcome);
            worker.host.end();
            HostQueue host = staysOn(worker) ? worker.host : leave(worker.host);
            if (host == null || isStopped) {
                running--;
                return false;
            }
            worker.turn = host == worker.host ? worker.turn - 1 : TURN;
            worker.host = host;
            worker.entry = begin(host);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean staysOn(Worker worker) {
        return worker.turn > 1 && worker.host.isOpen();
    }

    private @Nullable HostQueue leave(HostQueue host) {
        if (host.isIdle()) {
            hosts.remove(host.key());
        } else {
            lineUp(host);
        }
        return nextOpen();
    }

    private void taken() {
        waiting--;
        if (isFull && waiting <= limits.waiting() / 2) {
            isFull = false;
            room.signal();
        }
    }

    /// Counts the outcome of a line that never was in a queue.
    void count(Outcome outcome) {
        lock.lock();
        try {
            added++;
            tally.add(outcome);
        } finally {
            lock.unlock();
        }
    }

    /// Lets no worker begin another URL, and refuses more.
    void stop() {
        lock.lock();
        try {
            isStopped = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Cuts off what is under way. After [#stop].
    void cut() {
        lock.lock();
        try {
            if (group != null) {
                group.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes out what was left waiting when the lane was stopped. After the last worker has ended.
    List<Entry> leftovers() {
        lock.lock();
        try {
            List<Entry> left = new ArrayList<>(waiting);
            hosts.values().forEach(host -> left.addAll(host.waiting()));
            hosts.clear();
            row.clear();
            added -= left.size(); // they are counted again with their outcomes
            waiting = 0;
            return left;
        } finally {
            lock.unlock();
        }
    }

    /// Adds this lane's share to the sums.
    void addTo(Sums sums) {
        lock.lock();
        try {
            sums.urls += added;
            sums.running += running;
            sums.tally.add(tally);
        } finally {
            lock.unlock();
        }
    }

    /// Sums over lanes.
    static final class Sums {
        long urls;
        int running;
        final Tally tally = new Tally();
    }

    /// One coroutine of a lane, and what it is at.
    private static final class Worker {
        private HostQueue host;
        private Entry entry;
        private int turn = TURN;

        Worker(HostQueue host, Entry entry) {
            this.host = host;
            this.entry = entry;
        }
    }
}
