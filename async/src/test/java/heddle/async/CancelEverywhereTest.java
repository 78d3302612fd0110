package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.task.TimeoutExceededException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Random programs of groups, timeouts, shields, locks, sleeps and failures, cancelled at random moments.
///
/// Whatever happens: every task that began has ended when its group returns, no interrupt is left over, permits are
/// all back, a failure that was thrown is found in what the run throws, and the run ends.
@Execution(ExecutionMode.CONCURRENT)
class CancelEverywhereTest {
    private static final int SCHEDULES = 3_000;

    @Test
    void nothing_is_lost_or_left_over_at_any_point() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            new Program(seed).check();
        }
    }

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Planned(int seed) {
            super("planned in " + seed, null, true, false);
        }
    }

    private static final class Program {
        private final int seed;
        private final Random random;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger planned = new AtomicInteger();
        private final Semaphore permits = new Semaphore(2);

        Program(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void check() {
            int found = 0;
            try {
                new Simulation().run(this::main);
            } catch (Planned e) {
                found = count(e);
            } catch (TimeoutExceededException e) {
                found = 0;
            }
            assertThat(ended).as("tasks ended in " + seed).hasValue(begun.get());
            assertThat(permits.availablePermits()).as("permits in " + seed).isEqualTo(2);
            assertThat(found).as("failures in " + seed).isEqualTo(planned.get());
        }

        /// How many planned failures are in the tree of `failure`.
        private static int count(Throwable failure) {
            int found = failure instanceof Planned ? 1 : 0;
            for (var suppressed : failure.getSuppressed()) {
                found += count(suppressed);
            }
            return found + (failure instanceof CompletionException e && e.getCause() != null ? count(e.getCause()) : 0);
        }

        private void main() {
            try {
                Async.timeout(Duration.ofMillis(next(40)), () -> block(3));
            } finally {
                assertThat(Thread.currentThread().isInterrupted())
                        .as("interrupt left in " + seed)
                        .isFalse();
            }
        }

        private synchronized int next(int bound) {
            return random.nextInt(bound);
        }

        private void block(int depth) {
            for (int steps = next(4); steps >= 0; steps--) {
                step(depth);
            }
        }

        private void step(int depth) {
            switch (depth == 0 ? next(5) : next(10)) {
                case 0, 1 -> Async.sleep(Duration.ofMillis(next(10)));
                case 2 -> Async.yield();
                case 3 -> holdPermit();
                case 4 -> maybeFail();
                case 5, 6 -> group(depth - 1);
                case 7 -> timeout(depth - 1);
                case 8 -> Async.shield(() -> block(depth - 1));
                default -> cancelledTask(depth - 1);
            }
        }

        private void holdPermit() {
            try {
                permits.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                Async.sleep(Duration.ofMillis(next(5)));
            } finally {
                permits.release();
            }
        }

        private void maybeFail() {
            if (next(10) == 0) {
                planned.incrementAndGet();
                throw new Planned(seed);
            }
        }

        private void group(int depth) {
            int before = begun.get() - ended.get();
            int width = 1 + next(3);
            boolean isCancelled = next(4) == 0;
            TaskGroup.run(group -> {
                for (int i = 0; i < width; i++) {
                    group.start(() -> counted(depth));
                }
                if (isCancelled) {
                    Async.sleep(Duration.ofMillis(next(5)));
                    group.cancel();
                }
            });
            assertThat(before).isNotNegative();
        }

        private void counted(int depth) {
            begun.incrementAndGet();
            try {
                block(depth);
            } finally {
                ended.incrementAndGet();
            }
        }

        private void timeout(int depth) {
            try {
                Async.timeout(Duration.ofMillis(next(8)), () -> block(depth));
            } catch (TimeoutExceededException e) {
                assertThat(count(e)).isZero();
            }
        }

        private void cancelledTask(int depth) {
            TaskGroup.run(group -> {
                var task = group.start(() -> counted(depth));
                Async.sleep(Duration.ofMillis(next(5)));
                task.cancel();
            });
        }
    }
}
