package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.AsyncQueue;
import heddle.async.LoopOptions;
import heddle.async.TaskGroup;
import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.task.TimeoutExceededException;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Very many tasks on one loop, which end, are cancelled and run out of time at random: the heap stays flat, nobody
/// is stuck, and every permit is back.
///
/// The build runs a short form; `bench/scripts/soak.sh` runs ten million, or as many as its time limit allows.
@Isolated
class SoakTest {
    private static final long TASKS = Long.getLong("heddle.soak.tasks", 100_000);
    private static final long SECONDS = Long.getLong("heddle.soak.seconds", 600);
    private static final long CHUNKS = 10;
    private static final int AT_ONCE = 1_000;
    private static final long SLACK_BYTES = 8 << 20;

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final Semaphore permits = new Semaphore(10);
    private final AsyncQueue<Long> queue = AsyncQueue.bounded(10);

    @Test
    void tasks_that_end_at_random_leave_nothing_behind() throws Exception {
        var heaps = new ArrayList<Long>();
        var options = LoopOptions.defaults().time(VirtualTime.start()).heldMax(Duration.ZERO);
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        Async.run(options, () -> {
            long seed = 0;
            for (int chunk = 0; chunk < CHUNKS && System.nanoTime() < end; chunk++) {
                long first = seed;
                long goal = begun.sum() + TASKS / CHUNKS;
                var items = LongStream.iterate(first, _ -> begun.sum() < goal, n -> n + 1)
                        .boxed();
                Async.forEach(items, AT_ONCE, item -> counted(() -> play(new SplittableRandom(item))));
                seed += TASKS;
                heaps.add(usedBytes());
            }
        });
        assertThat(ended.sum()).isEqualTo(begun.sum());
        assertThat(permits.availablePermits()).isEqualTo(10);
        assertThat(heaps.getLast()).as("heap after each part: %s", heaps).isLessThan(heaps.getFirst() + SLACK_BYTES);
    }

    private static long usedBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void counted(Action<Exception> action) throws Exception {
        begun.increment();
        try {
            action.run();
        } finally {
            ended.increment();
        }
    }

    private void play(SplittableRandom random) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> Async.yield();
            case 1 -> pause(random);
            case 2 -> outOfTime(random, () -> pause(random));
            case 3 -> Async.moveOnAfter(length(random), () -> holdPermit(random));
            case 4 -> outOfTime(random, () -> cancelSome(random));
            case 5 -> Async.race(List.<Body<Integer, Exception>>of(() -> raced(random), () -> raced(random)));
            case 6 -> Async.moveOnAfter(length(random), () -> queue.put(1L));
            default -> Async.moveOnAfter(length(random), queue::take);
        }
    }

    private static Duration length(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(5));
    }

    private static void pause(SplittableRandom random) {
        Async.sleep(length(random));
    }

    private static void outOfTime(SplittableRandom random, Action<Exception> action) throws Exception {
        try {
            Async.timeout(length(random), action);
        } catch (TimeoutExceededException e) {
            Async.shield(Async::yield);
        }
    }

    private void holdPermit(SplittableRandom random) throws InterruptedException {
        permits.acquire();
        try {
            pause(random);
        } finally {
            permits.release();
        }
    }

    private void cancelSome(SplittableRandom random) throws Exception {
        TaskGroup.run(group -> {
            var task = group.start(() -> counted(() -> pause(random)));
            group.start(() -> counted(() -> holdPermit(random)));
            pause(random);
            if (random.nextBoolean()) {
                task.cancel();
            } else {
                group.cancel();
            }
        });
    }

    private int raced(SplittableRandom random) throws Exception {
        counted(() -> pause(random));
        return 1;
    }
}
