package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Threads of all kinds wake coroutines, again and again; a single wake-up lost is a run that does not end.
class WakeUpStressTest {
    private static final int ROUNDS = 20_000;
    /// `bench/scripts/matrix.sh` varies it.
    private static final int LOOPS = Integer.getInteger("heddle.test.loops", 3);

    private static final Duration LIMIT = Duration.ofSeconds(50);

    @Test
    void promises_completed_by_a_foreign_thread_wake_their_coroutines() throws InterruptedException {
        var requests = new LinkedBlockingQueue<Promise<Integer>>();
        var stop = new Promise<Integer>();
        var server = Thread.ofPlatform().start(() -> {
            try {
                for (var next = requests.take(); next != stop; next = requests.take()) {
                    next.complete(1);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        int sum = Async.run(() -> Async.timeout(
                LIMIT,
                () -> sum(Async.gather(range(4), _ -> {
                    int count = 0;
                    for (int i = 0; i < ROUNDS / 4; i++) {
                        var promise = new Promise<Integer>();
                        requests.add(promise);
                        count += promise.await();
                    }
                    return count;
                }))));
        requests.add(stop);
        server.join();
        assertThat(sum).isEqualTo(ROUNDS);
    }

    @Test
    void queues_of_the_jdk_work_between_coroutines_and_threads() throws InterruptedException {
        var there = new SynchronousQueue<Integer>();
        var back = new ArrayBlockingQueue<Integer>(1);
        var partner = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < ROUNDS / 4; i++) {
                    back.put(there.take() + 1);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Async.run(() -> Async.timeout(LIMIT, () -> {
            for (int i = 0; i < ROUNDS / 4; i++) {
                there.put(i);
                assertThat(back.take()).isEqualTo(i + 1);
            }
        }));
        partner.join();
    }

    @Test
    void loops_wake_each_other() {
        try (var loops = Loops.open(LOOPS)) {
            List<Promise<Integer>> ring = new ArrayList<>();
            IntStream.rangeClosed(0, ROUNDS).forEach(_ -> ring.add(new Promise<>()));
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int member = 0; member < LOOPS; member++) {
                int first = member;
                tasks.add(loops.submit(member, () -> Async.timeout(LIMIT, () -> pass(ring, first))));
            }
            ring.getFirst().complete(0);
            tasks.forEach(Task::await);
            assertThat(ring.getLast().await()).isEqualTo(ROUNDS);
        }
    }

    private static int pass(List<Promise<Integer>> ring, int first) {
        int last = 0;
        for (int i = first; i < ROUNDS; i += LOOPS) {
            last = ring.get(i).await();
            ring.get(i + 1).complete(last + 1);
        }
        return last;
    }

    @Test
    void work_on_threads_comes_back() {
        int sum = Async.run(() -> Async.timeout(
                LIMIT, () -> sum(Async.gather(range(ROUNDS / 4), 16, item -> Async.toThread(() -> item < 0 ? 0 : 1)))));
        assertThat(sum).isEqualTo(ROUNDS / 4);
    }

    @Test
    void cancelling_races_with_ending() throws InterruptedException {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            for (int i = 0; i < ROUNDS / 20; i++) {
                var promise = new Promise<Integer>();
                TaskGroup.run(group -> {
                    var waiting = group.start(() -> promise.await());
                    var completing = Thread.ofPlatform().start(() -> promise.complete(1));
                    Async.yield();
                    waiting.cancel();
                    Async.toThread(() -> completing.join());
                });
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }));
    }

    private static List<Integer> range(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
