package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();

    @Test
    void due_timers_come_in_the_order_of_their_deadlines_then_of_their_adding() {
        try (var loop = Loop.open(Transport.LOCAL, VirtualTime.start(), Duration.ZERO)) {
            for (int seed = 0; seed < 200; seed++) {
                check(loop, new Random(seed));
            }
        }
    }

    /// Adds, removes and polls at random, beside a sorted list.
    private void check(Loop loop, Random random) {
        List<Timer> model = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    var timer = new Timer(loop, random.nextInt(50), () -> {});
                    timers.add(timer);
                    model.add(timer);
                    model.sort(Comparator.comparingLong(Timer::deadlineNanos)); // stable
                }
                case 2 -> {
                    if (!model.isEmpty()) {
                        timers.remove(model.remove(random.nextInt(model.size())));
                    }
                }
                default -> {
                    int now = random.nextInt(50);
                    var due = timers.pollDue(now);
                    boolean isDue = !model.isEmpty() && model.getFirst().deadlineNanos() <= now;
                    assertThat(due).isSameAs(isDue ? model.removeFirst() : null);
                }
            }
            assertThat(timers.size()).isEqualTo(model.size());
            assertThat(timers.first()).isSameAs(model.isEmpty() ? null : model.getFirst());
        }
        model.forEach(timers::remove);
        assertThat(timers.size()).isZero();
    }

    @Test
    void removing_twice_is_harmless() {
        try (var loop = Loop.open(Transport.LOCAL, VirtualTime.start(), Duration.ZERO)) {
            var timer = new Timer(loop, 1, () -> {});
            timers.add(timer);
            timers.remove(timer);
            timers.remove(timer);
            assertThat(timers.size()).isZero();
        }
    }
}
