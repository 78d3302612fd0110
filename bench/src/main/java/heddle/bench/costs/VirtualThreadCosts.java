package heddle.bench.costs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The JDK's virtual threads on their own scheduler, which has a thread a core. Everything is called from one of
/// them, as from a task elsewhere.
@SuppressWarnings("ThreadPriorityCheck") // giving way is what is measured
public class VirtualThreadCosts extends Costs {
    /// Something that threads do.
    interface Step {
        void run() throws Exception;
    }

    private static Thread start(Step step) {
        return Thread.startVirtualThread(() -> {
            try {
                step.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static <T> T inside(Callable<T> body) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(body).get();
        }
    }

    /// Starts so many threads and waits for all.
    private static Void all(int count, Step step) throws InterruptedException {
        var threads = new ArrayList<Thread>(count);
        for (int i = 0; i < count; i++) {
            threads.add(start(step));
        }
        for (var thread : threads) {
            thread.join();
        }
        return null;
    }

    @Override
    void spawnJoin(int count) throws Exception {
        inside(() -> all(count, () -> {}));
    }

    @Override
    int spawnAwait(int count) throws Exception {
        return inside(() -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                int sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += executor.submit(() -> 1).get();
                }
                return sum;
            }
        });
    }

    @Override
    void yielding(int count) throws Exception {
        inside(() -> all(2, () -> {
            for (int i = 0; i < count / 2; i++) {
                Thread.yield();
            }
        }));
    }

    @Override
    void handOff(int count) throws Exception {
        var turns = IntStream.rangeClosed(0, count)
                .mapToObj(_ -> new CompletableFuture<Boolean>())
                .toList();
        turns.getFirst().complete(true);
        inside(() -> {
            var other = start(() -> play(turns, 1));
            play(turns, 0);
            other.join();
            return null;
        });
    }

    private static void play(List<CompletableFuture<Boolean>> turns, int first) throws Exception {
        for (int i = first; i < turns.size() - 1; i += 2) {
            turns.get(i).get();
            turns.get(i + 1).complete(true);
        }
    }

    @Override
    void sleep(int count) throws Exception {
        inside(() -> all(count, () -> Thread.sleep(NAP)));
    }

    @Override
    List<Integer> gather(int lists, int count) throws Exception {
        var calls = IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(item -> () -> item)
                .toList();
        return inside(() -> {
            for (int i = 1; i < lists; i++) {
                results(calls);
            }
            return results(calls);
        });
    }

    private static List<Integer> results(List<Callable<Integer>> calls) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Integer>(calls.size());
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Override
    int timeout(int count) throws Exception {
        return inside(() -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                int sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += executor.submit(() -> 1).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
                return sum;
            }
        });
    }

    @Override
    int queue(int count) throws Exception {
        return inside(() -> {
            var queue = new ArrayBlockingQueue<Integer>(CAPACITY);
            var producer = start(() -> {
                for (int i = 0; i < count; i++) {
                    queue.put(1);
                }
            });
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += queue.take();
            }
            producer.join();
            return sum;
        });
    }

    @Override
    void semaphore(int count) throws Exception {
        var permits = new Semaphore(PERMITS);
        inside(() -> all(CONTENDERS, () -> {
            for (int i = 0; i < count / CONTENDERS; i++) {
                permits.acquire();
                try {
                    Thread.yield();
                } finally {
                    permits.release();
                }
            }
        }));
    }

    @Override
    public void park(int count, Runnable look) throws Exception {
        var never = new CountDownLatch(1);
        var threads = new ArrayList<Thread>(Collections.nCopies(count, null));
        threads.replaceAll(_ -> start(never::await));
        awaitParked(threads);
        look.run();
        never.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    static void awaitParked(List<Thread> threads) {
        for (var thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
