package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
    @Test
    void results_come_in_the_order_of_the_items() {
        var time = VirtualTime.start();
        var results = Async.run(
                LoopOptions.defaults().time(time),
                () -> Async.gather(List.of(3, 1, 2), seconds -> {
                    Async.sleep(Duration.ofSeconds(seconds));
                    return seconds * 10;
                }));
        assertThat(results).containsExactly(30, 10, 20);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void real_time_passes_too() {
        var results = Async.run(() -> Async.gather(List.of(3, 1, 2), millis -> {
            Async.sleep(Duration.ofMillis(millis));
            return millis * 10;
        }));
        assertThat(results).containsExactly(30, 10, 20);
    }
}
