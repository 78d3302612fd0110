package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AsCompletedTest {
    private final Trail trail = new Trail();

    @Test
    void results_come_as_they_are_ready() {
        var order = new ArrayList<Integer>();
        simulate(() -> {
            try (var results = Async.asCompleted(List.of(3, 1, 2), AsCompletedTest::slowly)) {
                results.forEach(order::add);
            }
        });
        assertThat(order).containsExactly(1, 2, 3);
    }

    @Test
    void closing_early_cancels_the_rest() {
        var simulation = new Simulation();
        simulation.run(() -> {
            try (var results = Async.asCompleted(List.of(1, 2, 3), item -> {
                try {
                    return slowly(item);
                } catch (CancelledException e) {
                    trail.add("cancelled " + item);
                    throw e;
                }
            })) {
                assertThat(results.iterator().next()).isEqualTo(1);
            }
        });
        assertThat(trail.events()).containsExactlyInAnyOrder("cancelled 2", "cancelled 3");
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_failure_comes_out_of_the_iterator() {
        assertThatThrownBy(() -> simulate(() -> {
                    try (var results = Async.asCompleted(List.of(1, 2, 3), AsCompletedTest::failAtTwo)) {
                        results.forEach(result -> trail.add("got " + result));
                    }
                }))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasNoSuppressedExceptions();
        assertThat(trail.events()).containsExactly("got 1");
    }

    @Test
    void a_failure_that_nobody_met_comes_out_of_closing() {
        assertThatThrownBy(() -> simulate(() -> {
                    try (var _ = Async.asCompleted(List.of(2), AsCompletedTest::failAtTwo)) {
                        Async.sleep(Duration.ofSeconds(5));
                    }
                }))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void no_more_than_the_limit_are_begun_before_they_are_taken() {
        simulate(() -> {
            var begun = new Trail();
            try (var results = Async.asCompleted(List.of(1, 2, 3, 4), 2, item -> {
                begun.add("begun " + item);
                return item;
            })) {
                var iterator = results.iterator();
                Async.sleep(Duration.ofSeconds(1));
                assertThat(begun.events()).containsExactlyInAnyOrder("begun 1", "begun 2");
                iterator.next();
                assertThat(iterator.hasNext()).isTrue();
                Async.sleep(Duration.ofSeconds(1));
                assertThat(begun.events()).hasSize(3).endsWith("begun 3");
            }
        });
    }

    @Test
    void a_task_that_does_not_close_it_leaves_nothing_running() {
        simulate(() -> TaskGroup.run(group -> {
            @SuppressWarnings("resource") // that is the point
            var task = group.start(() -> Async.asCompleted(List.of(1), item -> {
                try {
                    return slowly(item);
                } finally {
                    trail.add("ended");
                }
            }));
            task.await();
            trail.add("task ended");
        }));
        assertThat(trail.events()).containsExactly("ended", "task ended");
    }

    private static int slowly(int seconds) {
        Async.sleep(Duration.ofSeconds(seconds));
        return seconds;
    }

    private static int failAtTwo(int item) throws IOException {
        slowly(item);
        if (item == 2) {
            throw new IOException("two");
        }
        return item;
    }
}
