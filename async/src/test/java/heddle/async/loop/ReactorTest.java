package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class ReactorTest {
    private static final Duration GRACE = Duration.ofMillis(50);

    @Test
    void a_machine_that_is_busy_for_long_does_not_shorten_the_grace() {
        var now = new AtomicLong();
        var sleeps = new ArrayList<Duration>();
        LongPredicate sleep = nanos -> {
            sleeps.add(Duration.ofNanos(nanos));
            now.addAndGet(sleeps.size() == 1 ? TimeUnit.HOURS.toNanos(1) : nanos);
            return true;
        };
        assertThat(Reactor.passes(Duration.ofMillis(160).toNanos(), now::get, sleep))
                .isTrue();
        assertThat(sleeps).hasSize(16).containsOnly(Duration.ofMillis(10));
    }

    @Test
    void wake_ups_with_nothing_behind_them_do_not_shorten_the_grace() throws InterruptedException {
        var fired = new CountDownLatch(1);
        try (var loop = Loop.open(Transport.AUTO, VirtualTime.start(GRACE), Duration.ZERO)) {
            long start = System.nanoTime();
            loop.schedule(TimeUnit.HOURS.toNanos(1), fired::countDown);
            while (!fired.await(1, TimeUnit.MILLISECONDS)) {
                loop.reactor().wake();
            }
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(GRACE.toNanos());
        }
    }
}
