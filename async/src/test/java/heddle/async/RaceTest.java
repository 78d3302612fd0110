package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {
    private final Trail trail = new Trail();

    @Test
    void the_first_to_end_wins_and_the_others_have_ended_when_it_returns() throws Exception {
        var simulation = new Simulation();
        simulation.run(() -> {
            String winner = Async.race(List.of(returns("slow", 3), returns("fast", 1), returns("never", 1_000)));
            trail.add(winner + " won");
        });
        assertThat(trail.events())
                .containsExactlyInAnyOrder("slow cancelled", "never cancelled", "fast won")
                .endsWith("fast won");
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_failure_can_win() {
        assertThatThrownBy(() -> simulate(() -> Async.race(List.of(returns("slow", 3), fails("fast", 1)))))
                .isInstanceOf(IOException.class)
                .hasMessage("fast")
                .hasNoSuppressedExceptions();
        assertThat(trail.events()).containsExactly("slow cancelled");
    }

    @Test
    void a_failure_does_not_win_where_a_success_is_wanted() throws Exception {
        String winner = simulate(() -> Async.firstSuccess(List.of(fails("fast", 1), returns("slow", 3))));
        assertThat(winner).isEqualTo("slow");
    }

    @Test
    void when_all_fail_the_first_failure_is_thrown_with_the_rest_suppressed() {
        assertThatThrownBy(() -> simulate(() -> Async.firstSuccess(List.of(fails("later", 2), fails("first", 1)))))
                .isInstanceOf(IOException.class)
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(later -> assertThat(later).hasMessage("later")));
    }

    @Test
    void cancelling_a_race_cancels_all_who_run() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(
                        Duration.ofSeconds(1), () -> Async.firstSuccess(List.of(returns("a", 2), returns("b", 2)))))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(trail.events()).containsExactlyInAnyOrder("a cancelled", "b cancelled");
    }

    @Test
    void somebody_must_take_part() {
        simulate(() -> assertThatIllegalArgumentException()
                .isThrownBy(() -> Async.race(List.<Body<String, RuntimeException>>of()))
                .withMessageContaining("at least 1"));
    }

    private Body<String, IOException> returns(String name, int seconds) {
        return () -> {
            try {
                Async.sleep(Duration.ofSeconds(seconds));
                return name;
            } catch (CancelledException e) {
                trail.add(name + " cancelled");
                throw e;
            }
        };
    }

    private static Body<String, IOException> fails(String name, int seconds) {
        return () -> {
            Async.sleep(Duration.ofSeconds(seconds));
            throw new IOException(name);
        };
    }
}
