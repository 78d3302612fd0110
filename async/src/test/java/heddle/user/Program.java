package heddle.user;

import heddle.async.Async;
import heddle.async.TaskGroup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// Code as a user would write it, outside the packages of the runtime, for those who look at where it waits.
public final class Program {
    private Program() {}

    public static void dawdle() {
        Async.sleep(Duration.ofHours(1));
    }

    public static void queueUp(Semaphore permits) throws InterruptedException {
        permits.acquire();
    }

    public static void queueUp(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    /// Three tasks, one of whom waits for another.
    public static void family() {
        TaskGroup.run(group -> {
            var worker = group.start("worker", () -> dawdle());
            group.start("boss", () -> {
                worker.await();
            });
            group.start("idler", () -> queueUp(new Semaphore(0)));
        });
    }

    /// So many groups in each other.
    public static void nest(int depth, CountDownLatch reached) {
        if (depth == 0) {
            reached.countDown();
            dawdle();
        }
        TaskGroup.run(group -> group.start("level", () -> nest(depth - 1, reached)));
    }

    /// Holds the loop until `release`, for ten seconds at most.
    public static void hog(CountDownLatch holding, CountDownLatch release) {
        holding.countDown();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (release.getCount() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
