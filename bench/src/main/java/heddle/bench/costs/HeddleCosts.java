package heddle.bench.costs;

import heddle.async.Async;
import heddle.async.AsyncQueue;
import heddle.async.Promise;
import heddle.async.Runner;
import heddle.async.TaskGroup;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Heddle, on one loop.
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class HeddleCosts extends Costs {
    private Runner runner;

    @Setup
    public void open() {
        runner = Runner.open();
    }

    @TearDown
    public void close() {
        runner.close();
    }

    @Override
    void spawnJoin(int count) {
        runner.run(() -> TaskGroup.run(group -> {
            for (int i = 0; i < count; i++) {
                group.start(() -> {});
            }
        }));
    }

    @Override
    int spawnAwait(int count) {
        return runner.run(() -> TaskGroup.call(group -> {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += group.start(() -> 1).await();
            }
            return sum;
        }));
    }

    @Override
    void yielding(int count) {
        runner.run(() -> TaskGroup.run(group -> {
            for (int i = 0; i < 2; i++) {
                group.start(() -> {
                    for (int k = 0; k < count / 2; k++) {
                        Async.yield();
                    }
                });
            }
        }));
    }

    @Override
    void handOff(int count) {
        runner.run(() -> TaskGroup.run(group -> {
            var turns = IntStream.rangeClosed(0, count)
                    .mapToObj(_ -> new Promise<Boolean>())
                    .toList();
            turns.getFirst().complete(true);
            for (int first = 0; first < 2; first++) {
                int start = first;
                group.start(() -> {
                    for (int i = start; i < count; i += 2) {
                        turns.get(i).await();
                        turns.get(i + 1).complete(true);
                    }
                });
            }
        }));
    }

    @Override
    void sleep(int count) {
        runner.run(() -> TaskGroup.run(group -> {
            for (int i = 0; i < count; i++) {
                group.start(() -> Async.sleep(NAP));
            }
        }));
    }

    @Override
    List<Integer> gather(int lists, int count) {
        var items = IntStream.range(0, count).boxed().toList();
        return runner.run(() -> {
            for (int i = 1; i < lists; i++) {
                Async.gather(items, item -> item);
            }
            return Async.gather(items, item -> item);
        });
    }

    @Override
    int timeout(int count) {
        return runner.run(() -> {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Async.timeout(LIMIT, () -> 1);
            }
            return sum;
        });
    }

    @Override
    int queue(int count) {
        return runner.run(() -> TaskGroup.call(group -> {
            var queue = AsyncQueue.<Integer>bounded(CAPACITY);
            group.start(() -> {
                for (int i = 0; i < count; i++) {
                    queue.put(1);
                }
                queue.close();
            });
            int sum = 0;
            for (int item : queue) {
                sum += item;
            }
            return sum;
        }));
    }

    @Override
    void semaphore(int count) {
        runner.run(() -> TaskGroup.run(group -> {
            var permits = new Semaphore(PERMITS);
            for (int i = 0; i < CONTENDERS; i++) {
                group.start(() -> {
                    for (int k = 0; k < count / CONTENDERS; k++) {
                        permits.acquire();
                        try {
                            Async.yield();
                        } finally {
                            permits.release();
                        }
                    }
                });
            }
        }));
    }

    @Override
    public void park(int count, Runnable look) {
        Async.run(() -> TaskGroup.run(group -> {
            var never = new Promise<Boolean>();
            for (int i = 0; i < count; i++) {
                group.start(() -> never.await());
            }
            Async.yield();
            look.run();
            never.complete(true);
        }));
    }
}
