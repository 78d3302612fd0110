package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.task.Action;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tasks that are always ready keep nobody else from going on: no timer, no other thread, no socket.
class FairnessTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    /// More than the JVM has threads for virtual threads.
    private static final int CROWD = 2 * Runtime.getRuntime().availableProcessors();

    @ParameterizedTest
    @EnumSource
    void timers_fire_beside_a_task_that_yields_over_and_over(LoopTransport transport) {
        assertThat(isDoneBesideYielders(1, transport, () -> sleepShortly(20))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void timers_fire_beside_tasks_for_each_processor_that_yield_over_and_over(LoopTransport transport) {
        assertThat(isDoneBesideYielders(CROWD, transport, () -> sleepShortly(20)))
                .isTrue();
    }

    @Test
    void what_another_thread_completes_is_seen_beside_tasks_that_yield_over_and_over() {
        assertThat(isDoneBesideYielders(CROWD, LoopTransport.AUTO, FairnessTest::askOtherThreads))
                .isTrue();
    }

    private static void sleepShortly(int times) {
        for (int i = 0; i < times; i++) {
            Async.sleep(Duration.ofMillis(1));
        }
    }

    private static void askOtherThreads() {
        for (int i = 0; i < 20; i++) {
            Async.toThread(() -> "done");
        }
    }

    /// Whether `work` ends in time while so many tasks yield and do nothing else.
    private static boolean isDoneBesideYielders(int yielders, LoopTransport transport, Action<RuntimeException> work) {
        var isDone = new AtomicBoolean();
        long start = System.nanoTime();
        Async.run(
                LoopOptions.defaults().transport(transport),
                () -> TaskGroup.run(group -> {
                    for (int i = 0; i < yielders; i++) {
                        group.start(() -> {
                            while (!isDone.get() && System.nanoTime() - start < LIMIT_NANOS) {
                                Async.yield();
                            }
                        });
                    }
                    work.run();
                    isDone.set(System.nanoTime() - start < LIMIT_NANOS);
                }));
        return isDone.get();
    }

    /// A slice is 200 µs, which each of these turns is longer than. By epoll, since an I/O thread that waits
    /// in the JDK's selector is parked, and has no turn while there is nothing for it.
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "by epoll")
    @DisabledIfSystemProperty(named = "heddle.transport", matches = "nio", disabledReason = "by epoll")
    void the_io_thread_makes_a_round_after_each_turn_that_is_long() throws InterruptedException {
        try (var loops = Loops.open(1)) {
            long rounds = loops.run(0, () -> {
                long before = loops.statistics().getFirst().turns().io();
                for (int i = 0; i < 100; i++) {
                    computeFor(TimeUnit.MICROSECONDS.toNanos(300));
                    Async.yield();
                }
                return loops.statistics().getFirst().turns().io() - before;
            });
            assertThat(rounds).isGreaterThanOrEqualTo(99);
        }
    }

    private static void computeFor(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
