package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ForeignThreadsTest {
    @Test
    void a_wake_up_from_a_thread_of_ones_own_fails_the_run_with_its_stack() {
        assertThatThrownBy(() -> Simulation.run(1, _ -> {
                    var promise = new Promise<String>();
                    TaskGroup.run(group -> {
                        group.start(() -> promise.await());
                        Async.sleep(Duration.ofMillis(1)); // by then it is parked
                        Thread.ofPlatform().name("meddler").start(() -> promise.complete("now"));
                    });
                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("thread \"meddler\", which is not simulated")
                .hasMessageContaining("main/2 waits")
                .cause()
                .rootCause()
                .satisfies(it -> assertThat(it.getStackTrace())
                        .anySatisfy(frame -> assertThat(frame.getMethodName()).contains("a_wake_up_from_a_thread")));
    }

    @Test
    void sleeping_on_the_clock_of_the_machine_is_such_a_wake_up() {
        assertThatThrownBy(() -> Simulation.run(1, _ -> realSleep()))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("Async.sleep");
    }

    @SuppressWarnings("ThreadSleepMillis")
    private static void realSleep() throws InterruptedException {
        new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS); // asleep before it is over, over before that is Stuck
    }

    /// Fair, so that nobody overtakes a task that never goes on.
    @Test
    @SuppressWarnings("LockNotBeforeTry") // each is a single step
    void a_lock_that_a_thread_outside_keeps_fails_the_run_and_is_not_left_to_it() throws InterruptedException {
        var lock = new ReentrantLock(true);
        Scenario inNeed = _ -> {
            lock.lock();
            lock.unlock();
        };
        lock.lock();
        try {
            assertThatThrownBy(() -> Simulation.run(1, inNeed))
                    .isInstanceOf(SimulationFailure.class)
                    .hasMessageContaining("for a lock that a thread which is not simulated may have")
                    .hasMessageContaining("main/1 main waits for a lock\n      at heddle.testkit.ForeignThreadsTest");
        } finally {
            lock.unlock();
        }
        assertThat(lock.tryLock(30, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
    }

    @Test
    void work_on_another_thread_stops_the_world_and_replays() {
        var events = new ArrayList<String>();
        Scenario scenario = simulation -> {
            events.clear();
            Async.forEach(java.util.List.of("a", "b", "c"), it -> {
                events.add(it + " at " + simulation.currentTime().toMillis());
                var thread = Async.toThread(() -> Thread.currentThread().isVirtual() ? "virtual" : "platform");
                events.add(it + " on " + thread);
                Async.sleep(Duration.ofMillis(5));
            });
        };
        HttpHosts.replayed(3, scenario);
        assertThat(events).hasSize(6).contains("a at 0", "a on platform", "b on platform", "c on platform");
    }

    @Test
    void a_run_that_takes_too_long_says_where_it_is() {
        var options = SimulationOptions.defaults().realTimeMax(Duration.ofMillis(300));
        var release = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> Simulation.run(1, options, _ -> Async.toThread(() -> await(release))))
                    .isInstanceOf(SimulationFailure.class)
                    .hasMessageContaining("of real time");
        } finally {
            release.countDown();
        }
    }

    @Test
    void limits_of_steps_and_virtual_time_end_a_run() {
        var options = SimulationOptions.defaults();
        assertThatThrownBy(() -> Simulation.run(1, options.stepsMax(1_000), _ -> {
                    while (true) {
                        Async.yield();
                    }
                }))
                .hasMessageContaining("has taken 1000 steps");
        assertThatThrownBy(() -> Simulation.run(
                        1, options.virtualTimeMax(Duration.ofHours(1)), _ -> Async.sleep(Duration.ofHours(2))))
                .hasMessageContaining("limit of 3600 s of virtual time")
                .hasMessageContaining("main/1 main waits");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
