package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.lock.Patience;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorTest {
    /// To fail at, not to wait for.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final VirtualTime time = VirtualTime.start();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void needs_the_opening() {
        assumeTrue(Opening.isPresent(), "virtual threads cannot be given a scheduler in this JVM");
    }

    @Test
    void steps_go_in_the_order_that_the_control_code_chooses() throws InterruptedException {
        simulate(simulator -> {
            var loop = simulator.open("host", Transport.LOCAL);
            settle(simulator);
            loop.thread("one", () -> events.add("one")).start();
            loop.thread("two", () -> events.add("two")).start();
            assertThat(simulator.label(0)).isEqualTo("host/1 one");
            assertThat(simulator.label(1)).isEqualTo("host/2 two");
            simulator.step(1);
            simulator.step(0);
        });
        assertThat(events).containsExactly("two", "one");
    }

    @Test
    void two_loops_share_one_time_that_moves_only_when_told() throws InterruptedException {
        simulate(simulator -> {
            var early = simulator.open("early", Transport.LOCAL);
            var late = simulator.open("late", Transport.LOCAL);
            late.thread("", () -> sleep(late, 20)).start();
            early.thread("", () -> sleep(early, 10)).start();
            settle(simulator);
            assertThat(simulator.nextDeadline()).isEqualTo(10L);
            simulator.advanceTo(10);
            settle(simulator);
            simulator.advanceTo(20);
            settle(simulator);
            assertThat(simulator.nextDeadline()).isNull();
        });
        assertThat(events).containsExactly("early fires 0", "early woke at 10", "late fires 0", "late woke at 20");
    }

    @Test
    void a_wake_up_by_another_thread_is_noted_with_its_stack() throws InterruptedException {
        simulate(simulator -> {
            var loop = simulator.open("host", Transport.LOCAL);
            var parked = loop.thread("parked", LockSupport::park);
            parked.start();
            settle(simulator);
            var meddler = Thread.ofPlatform().name("meddler").start(() -> LockSupport.unpark(parked));
            joined(meddler);
            var wake = java.util.Objects.requireNonNull(simulator.pollForeignWake());
            assertThat(wake.threadName()).isEqualTo("meddler");
            assertThat(wake.stack()).hasMessageContaining("meddler");
            settle(simulator);
            assertThat(simulator.riders()).extracting(Simulator.Rider::label).containsExactly("host/io");
        });
    }

    @Test
    void nothing_else_runs_while_a_coroutine_waits_for_another_thread() throws InterruptedException {
        simulate(simulator -> {
            var loop = simulator.open("host", Transport.LOCAL);
            loop.thread("", () -> {
                        var me = Thread.currentThread();
                        loop.startForeignWork(() -> {
                            loop.beginForeignWork();
                            Thread.ofPlatform().start(() -> {
                                events.add("worked");
                                LockSupport.unpark(me);
                                loop.endForeignWork();
                            });
                        });
                        events.add("waits");
                        LockSupport.park();
                        events.add("goes on");
                    })
                    .start();
            settle(simulator);
            assertThat(events).containsExactly("waits");
            assertThat(simulator.runForeignWork(Duration.ofSeconds(20))).isTrue();
            assertThat(simulator.pollForeignWake()).isNull();
            settle(simulator);
        });
        assertThat(events).containsExactly("waits", "worked", "goes on");
    }

    /// A way to have something to oneself.
    interface Exclusion {
        void alone(Runnable body);
    }

    static Stream<Named<Exclusion>> exclusions() {
        var lock = new ReentrantLock();
        var monitor = new Object();
        return Stream.of(
                Named.of("a lock", body -> {
                    lock.lock();
                    try {
                        body.run();
                    } finally {
                        lock.unlock();
                    }
                }),
                Named.of("a monitor", body -> {
                    synchronized (monitor) {
                        body.run();
                    }
                }));
    }

    /// Many times: who is given a monitor is for a moment neither waiting nor ready.
    @ParameterizedTest
    @MethodSource("exclusions")
    void a_step_goes_on_when_a_thread_outside_gives_up_what_it_waits_for(Exclusion exclusion)
            throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            events.clear();
            assertGoesOn(exclusion);
        }
    }

    private void assertGoesOn(Exclusion exclusion) throws InterruptedException {
        var had = new CountDownLatch(1);
        simulate(simulator -> {
            simulator.patience(Patience.of(LIMIT));
            var loop = simulator.open("host", Transport.LOCAL);
            settle(simulator);
            var waiting = loop.thread("", () -> exclusion.alone(() -> events.add("has it")));
            var other = Thread.ofPlatform()
                    .start(() -> exclusion.alone(() -> {
                        had.countDown();
                        untilAtLock(waiting);
                    }));
            counted(had);
            waiting.start();
            simulator.step(0);
            assertThat(events).containsExactly("has it");
            assertThat(waiting.isAlive()).isFalse();
            assertThat(simulator.pollForeignWake()).isNull();
            joined(other);
        });
    }

    /// The thread outside may wake it after it has said what it waits for, and before it waits. Then it makes itself
    /// ready when it has stopped, as one that yields.
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is the yield that is tried
    void a_step_goes_on_when_it_is_given_the_lock_before_it_has_stopped() throws InterruptedException {
        var lock = new ReentrantLock();
        simulate(simulator -> {
            simulator.patience(Patience.of(LIMIT.dividedBy(10)));
            var loop = simulator.open("host", Transport.LOCAL);
            settle(simulator);
            loop.thread("", () -> {
                        LockSupport.setCurrentBlocker(lock);
                        Thread.yield();
                        LockSupport.setCurrentBlocker(null);
                        events.add("has it");
                    })
                    .start();
            simulator.step(0);
            assertThat(events).containsExactly("has it");
            assertThat(simulator.readyCount()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("exclusions")
    void a_lock_that_is_got_after_the_end_is_given_back(Exclusion exclusion) throws InterruptedException {
        var given = new CountDownLatch(1);
        exclusion.alone(() -> simulated(simulator -> {
            simulator.patience(Patience.of(Duration.ZERO));
            var loop = simulator.open("host", Transport.LOCAL);
            loop.thread("", () -> {
                        exclusion.alone(() -> events.add("has it"));
                        given.countDown();
                    })
                    .start();
            settle(simulator);
            assertThat(simulator.riders()).filteredOn(Simulator.Rider::isAtLock).hasSize(1);
            assertThat(events).isEmpty();
        }));
        counted(given);
        assertThat(events).containsExactly("has it");
    }

    @Test
    void after_a_wait_in_vain_there_is_no_patience_with_a_lock_any_more() {
        var lock = new Object();
        var patience = Patience.of(Duration.ofNanos(1));
        assertThat(patience.await(lock, () -> false)).isFalse();
        var looks = new AtomicInteger();
        assertThat(patience.await(lock, () -> looks.incrementAndGet() > 1)).isFalse();
    }

    @Test
    void closing_a_loop_ends_its_io_thread() throws InterruptedException {
        simulate(simulator -> {
            var loop = simulator.open("host", Transport.LOCAL);
            settle(simulator);
            loop.close();
            assertThat(simulator.riders()).isEmpty();
            assertThat(simulator.readyCount()).isZero();
        });
    }

    private void sleep(Loop loop, long nanos) {
        Parking.await(() -> false, loop.nanoTime() + nanos);
        events.add(loop.name() + " woke at " + loop.nanoTime());
    }

    private static void settle(Simulator simulator) {
        while (simulator.readyCount() > 0) {
            simulator.step(0);
        }
    }

    private static void untilAtLock(Thread thread) {
        for (long end = System.nanoTime() + LIMIT.toNanos(); Patience.lockOf(thread) == null; Thread.onSpinWait()) {
            assertThat(System.nanoTime() - end)
                    .as("%s waits for the lock", thread)
                    .isNegative();
        }
    }

    private static void counted(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void simulated(Consumer<Simulator> control) {
        try {
            simulate(control);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void simulate(Consumer<Simulator> control) throws InterruptedException {
        var failure = new Throwable[1];
        var it = new Simulator[1];
        it[0] = new Simulator(time, (loop, order) -> events.add(loop.name() + " fires " + order), () -> {
            try {
                control.accept(it[0]);
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        it[0].start();
        assertThat(it[0].join(LIMIT)).isTrue();
        if (failure[0] != null) {
            throw new AssertionError("the control code failed", failure[0]);
        }
    }
}
