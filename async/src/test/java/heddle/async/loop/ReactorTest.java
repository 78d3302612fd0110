package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReactorTest {
    private static final Duration GRACE = Duration.ofMillis(50);

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
