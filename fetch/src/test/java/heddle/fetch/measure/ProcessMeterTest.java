package heddle.fetch.measure;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.measure.ProcessUsage.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ProcessMeterTest {
    @Test
    void threads_that_ended_before_the_measurement_ends_are_in_the_peak() throws InterruptedException {
        ProcessMeter meter = ProcessMeter.start();
        int before = meter.stop().threadsPeak();
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(Thread.ofPlatform().start(() -> awaitQuietly(end)));
        }
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(meter.stop().threadsPeak()).isGreaterThan(before);
    }

    @Test
    void time_on_the_processor_is_counted() {
        ProcessMeter meter = ProcessMeter.start();
        long sum = 0;
        for (long i = 0; meter.stop().cpu().orElse(Duration.ofDays(1)).toMillis() < 20; i++) {
            sum += i;
        }
        assertThat(sum).isNotNegative();
        assertThat(meter.stop().wall()).isPositive();
        assertThat(meter.stop().cpu()).hasValueSatisfying(cpu -> assertThat(cpu).isLessThan(Duration.ofMinutes(5)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void waiting_is_a_voluntary_context_switch() throws InterruptedException {
        ProcessMeter meter = ProcessMeter.start();
        for (int i = 0; i < 50; i++) {
            Thread thread = Thread.ofPlatform().start(() -> {});
            thread.join();
        }
        assertThat(meter.stop().contextSwitches())
                .as("needs native access for heddle.fetch, which the build grants to tests")
                .hasValueSatisfying(switches -> {
                    assertThat(switches.voluntary()).isPositive();
                    assertThat(switches.involuntary()).isNotNegative();
                });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_collectors_switches_are_the_jvms_and_not_the_works() throws InterruptedException {
        ProcessMeter meter = ProcessMeter.start();
        System.gc();
        JvmShare before = meter.stop().jvm().orElseThrow();
        assertThat(before.collectorSwitches()).isPositive();
        Thread thread = Thread.ofPlatform().name("C3PO").start(() -> {});
        thread.join();
        JvmShare after = meter.stop().jvm().orElseThrow();
        assertThat(after.switches()).isGreaterThanOrEqualTo(before.switches());
        assertThat(after.switches())
                .isEqualTo(after.compilerSwitches() + after.collectorSwitches() + after.serviceSwitches());
    }

    @Test
    void a_compiler_thread_that_ended_takes_nothing_away() {
        JvmShare then = new JvmShare(10, 5, 5, 100, 100);
        JvmShare now = new JvmShare(4, 6, 5, 90, 150);
        assertThat(now.since(then)).isEqualTo(new JvmShare(0, 1, 0, 0, 50));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memory_that_was_given_back_is_in_the_peak() {
        ProcessMeter meter = ProcessMeter.start();
        byte[][] blocks = new byte[32][];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new byte[1 << 20];
            java.util.Arrays.fill(blocks[i], (byte) 1);
        }
        Memory memory = meter.stop().memory();
        assertThat(memory.peakBytes().orElseThrow()).isGreaterThan(32 << 20);
        assertThat(memory.startBytes().orElseThrow()).isPositive();
        assertThat(memory.growthBytes().orElseThrow()).isNotNegative();
        assertThat(blocks).hasNumberOfRows(32);
    }

    @Test
    void growth_is_unknown_when_the_platform_tells_nothing() {
        assertThat(new Memory(OptionalLong.empty(), OptionalLong.of(1)).growthBytes())
                .isEmpty();
        assertThat(new Memory(OptionalLong.of(5), OptionalLong.of(3)).growthBytes())
                .hasValue(0);
        assertThat(new Memory(OptionalLong.of(3), OptionalLong.of(5)).growthBytes())
                .hasValue(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
