package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private long cost;

    private long ask() {
        now.addAndGet(cost);
        return asked.incrementAndGet();
    }

    private long asksIn(Duration time, Duration each) {
        cost = each.toNanos();
        var seldom = new Seldom<>(this::ask, now::get);
        for (long end = now.get() + time.toNanos(); now.get() < end; now.addAndGet(1_000_000)) {
            var _ = seldom.get();
        }
        return asked.get();
    }

    @Test
    void what_costs_little_is_asked_for_twice_a_second() {
        assertThat(asksIn(Duration.ofSeconds(30), Duration.ofMillis(1))).isBetween(58L, 61L);
    }

    @Test
    void nothing_is_older_than_five_seconds() {
        assertThat(asksIn(Duration.ofSeconds(60), Duration.ofSeconds(1))).isBetween(10L, 11L);
    }

    @Test
    void what_costs_much_takes_a_twentieth_of_the_time() {
        assertThat(asksIn(Duration.ofSeconds(100), Duration.ofMillis(100))).isBetween(46L, 49L);
    }
}
