package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void time_jumps_over_sleeps() {
        var report = Simulation.run(1, simulation -> {
            Async.sleep(Duration.ofHours(1));
            assertThat(simulation.currentTime()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(report.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_seed_decides_the_order_of_ready_tasks() {
        assertThat(order(1)).isEqualTo(order(1)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(List.of(order(1), order(2), order(3), order(4)))
                .as("four seeds, not all the same order")
                .anySatisfy(it -> assertThat(it).isNotEqualTo(order(1)));
    }

    private static List<Integer> order(long seed) {
        var order = new ArrayList<Integer>();
        Simulation.run(seed, _ -> Async.forEach(List.of(0, 1, 2, 3, 4, 5, 6, 7), order::add));
        return order;
    }

    @Test
    void advancing_the_time_lets_what_is_due_before_happen_and_nothing_else() {
        var events = new ArrayList<String>();
        Simulation.run(
                1,
                simulation -> TaskGroup.run(group -> {
                    group.start(() -> {
                        events.add("starts");
                        Async.sleep(Duration.ofSeconds(1));
                        events.add("one");
                        Async.sleep(Duration.ofSeconds(1));
                        events.add("two");
                    });
                    events.add("body");
                    simulation.runCurrent();
                    events.add("at 0");
                    simulation.advanceTimeBy(Duration.ofSeconds(1));
                    events.add("at 1, before what is due");
                    simulation.runCurrent();
                    events.add("at 1, after");
                    simulation.advanceUntilIdle();
                    events.add("idle at " + simulation.currentTime().toSeconds());
                }));
        assertThat(events)
                .containsExactly(
                        "body", "starts", "at 0", "at 1, before what is due", "one", "at 1, after", "two", "idle at 2");
    }

    @Test
    void a_task_that_waits_for_nothing_fails_at_once_with_who_waits_where() {
        assertThatThrownBy(() -> Simulation.run(1, _ -> {
                    var never = new Promise<String>();
                    TaskGroup.run(group -> group.start("lonely", () -> never.await()));
                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("no task can go on")
                .hasMessageContaining("main/2 lonely waits")
                .hasMessageContaining("SimulationTest.lambda$a_task_that_waits")
                .hasMessageContaining("main/1 main waits");
    }

    @Test
    void a_scenario_that_fails_fails_with_its_seed() {
        assertThatThrownBy(() -> Simulation.run(7, _ -> {
                    throw new java.io.IOException("planned");
                }))
                .isInstanceOfSatisfying(SimulationFailure.class, failure -> {
                    assertThat(failure.seed()).isEqualTo(7);
                    assertThat(failure).hasCauseInstanceOf(java.io.IOException.class);
                    assertThat(failure.replayCommand())
                            .contains("-Dtest=heddle.testkit.SimulationTest#a_scenario_that_fails_fails_with_its_seed")
                            .endsWith("-Dheddle.simulation.seed=7");
                    assertThat(failure).hasMessageContaining(failure.replayCommand());
                });
    }
}
