package heddle.bench.costs;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.structured.Fork;
import com.softwaremill.jox.structured.Par;
import com.softwaremill.jox.structured.Race;
import com.softwaremill.jox.structured.Scope;
import com.softwaremill.jox.structured.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// Jox: scopes and channels on virtual threads, on the JDK's scheduler.
@SuppressWarnings("ThreadPriorityCheck") // giving way is what is measured
public class JoxCosts extends Costs {
    private static void start(Scope scope, VirtualThreadCosts.Step step) throws InterruptedException {
        Fork<Boolean> _ = scope.forkUser(() -> {
            step.run();
            return true;
        });
    }

    /// Starts so many forks; the scope waits for all.
    private static void all(int count, VirtualThreadCosts.Step step) throws InterruptedException {
        Scopes.supervised(scope -> {
            for (int i = 0; i < count; i++) {
                start(scope, step);
            }
            return true;
        });
    }

    @Override
    void spawnJoin(int count) throws Exception {
        all(count, () -> {});
    }

    @Override
    int spawnAwait(int count) throws Exception {
        return Scopes.supervised(scope -> {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += scope.fork(() -> 1).join();
            }
            return sum;
        });
    }

    @Override
    void yielding(int count) throws Exception {
        all(2, () -> {
            for (int i = 0; i < count / 2; i++) {
                Thread.yield();
            }
        });
    }

    @Override
    void handOff(int count) throws Exception {
        var there = Channel.<Boolean>newRendezvousChannel();
        var back = Channel.<Boolean>newRendezvousChannel();
        Scopes.supervised(scope -> {
            start(scope, () -> {
                for (int i = 0; i < count / 2; i++) {
                    there.send(true);
                    back.receive();
                }
            });
            start(scope, () -> {
                for (int i = 0; i < count / 2; i++) {
                    there.receive();
                    back.send(true);
                }
            });
            return true;
        });
    }

    @Override
    void sleep(int count) throws Exception {
        all(count, () -> Thread.sleep(NAP));
    }

    @Override
    List<Integer> gather(int lists, int count) throws Exception {
        var calls = IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(item -> () -> item)
                .toList();
        for (int i = 1; i < lists; i++) {
            Par.par(calls);
        }
        return Par.par(calls);
    }

    @Override
    int timeout(int count) throws Exception {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Race.timeout(LIMIT.toMillis(), () -> 1);
        }
        return sum;
    }

    @Override
    int queue(int count) throws Exception {
        var channel = Channel.<Integer>newBufferedChannel(CAPACITY);
        return Scopes.supervised(scope -> {
            start(scope, () -> {
                for (int i = 0; i < count; i++) {
                    channel.send(1);
                }
            });
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += channel.receive();
            }
            return sum;
        });
    }

    @Override
    void semaphore(int count) throws Exception {
        var permits = new Semaphore(PERMITS);
        all(CONTENDERS, () -> {
            for (int i = 0; i < count / CONTENDERS; i++) {
                permits.acquire();
                try {
                    Thread.yield();
                } finally {
                    permits.release();
                }
            }
        });
    }

    @Override
    public void park(int count, Runnable look) throws Exception {
        var never = new CountDownLatch(1);
        var started = new CountDownLatch(count);
        var threads = new ConcurrentLinkedQueue<Thread>();
        Scopes.supervised(scope -> {
            for (int i = 0; i < count; i++) {
                start(scope, () -> {
                    threads.add(Thread.currentThread());
                    started.countDown();
                    never.await();
                });
            }
            started.await();
            VirtualThreadCosts.awaitParked(new ArrayList<>(threads));
            threads.clear();
            look.run();
            never.countDown();
            return true;
        });
    }
}
