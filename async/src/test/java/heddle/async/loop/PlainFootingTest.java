package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PlainFootingTest {
    @Test
    void a_coroutine_that_is_looked_for_before_its_start_holds_virtual_time_when_it_runs() throws InterruptedException {
        assumeFalse(Opening.isPresent(), "java.lang is open, so coroutines do not run on the plain footing");
        var running = new CountDownLatch(1);
        var isOver = new AtomicBoolean();
        try (var loop = Loop.open(Transport.AUTO, VirtualTime.start(), Duration.ZERO)) {
            var thread = loop.thread("late", () -> {
                running.countDown();
                while (!isOver.get()) {
                    Thread.onSpinWait();
                }
            });
            var _ = loop.footing().isQuiet();
            thread.start();
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.footing().isQuiet()).isFalse();
            isOver.set(true);
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
    }
}
