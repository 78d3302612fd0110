package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.TimeoutExceededException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventTest {
    private final Trail trail = new Trail();

    @Test
    void all_who_wait_go_on_when_it_is_set() {
        simulate(() -> {
            var event = new Event();
            TaskGroup.run(group -> {
                group.start(() -> waitFor(event, "a"));
                group.start(() -> waitFor(event, "b"));
                Async.sleep(Duration.ofSeconds(1));
                trail.add("set");
                event.set();
            });
            waitFor(event, "late");
            assertThat(event).hasToString("Event[set]");
        });
        assertThat(trail.events().getFirst()).isEqualTo("set");
        assertThat(trail.events())
                .containsExactlyInAnyOrder("set", "a", "b", "late")
                .endsWith("late");
    }

    @Test
    void those_who_waited_go_on_even_if_it_is_cleared_at_once() {
        simulate(() -> {
            var event = new Event();
            TaskGroup.run(group -> {
                group.start(() -> waitFor(event, "early"));
                Async.sleep(Duration.ofSeconds(1));
                event.set();
                event.clear();
                event.clear();
                assertThat(event.isSet()).isFalse();
                assertThatThrownBy(() -> Async.timeout(Duration.ofSeconds(1), () -> waitFor(event, "late")))
                        .isInstanceOf(TimeoutExceededException.class);
            });
        });
        assertThat(trail.events()).containsExactly("early");
    }

    private void waitFor(Event event, String who) {
        event.await();
        trail.add(who);
    }
}
