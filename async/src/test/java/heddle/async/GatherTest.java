package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatherTest {
    @Test
    void results_come_in_the_order_of_the_items() {
        var simulation = new Simulation();
        var results = simulation.run(() -> Async.gather(List.of(3, 1, 2), seconds -> {
            Async.sleep(Duration.ofSeconds(seconds));
            return seconds * 10;
        }));
        assertThat(results).containsExactly(30, 10, 20);
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void real_time_passes_too() {
        var results = Async.run(() -> Async.gather(List.of(3, 1, 2), millis -> {
            Async.sleep(Duration.ofMillis(millis));
            return millis * 10;
        }));
        assertThat(results).containsExactly(30, 10, 20);
    }

    @Test
    void nothing_gathered_is_an_empty_list() {
        List<String> results = simulate(() -> Async.gather(List.<String>of(), item -> item));
        assertThat(results).isEmpty();
    }

    @Test
    void no_more_than_the_limit_run_at_once() {
        var simulation = new Simulation();
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        simulation.run(() -> Async.gather(IntStream.range(0, 10).boxed().toList(), 3, item -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Async.sleep(Duration.ofSeconds(1));
            running.decrementAndGet();
            return item;
        }));
        assertThat(most).hasValue(3);
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_lazy_source_is_pulled_only_as_places_fall_free() {
        var pulled = new AtomicInteger();
        var done = new AtomicInteger();
        var ahead = new AtomicInteger();
        var source = Stream.generate(() -> {
                    ahead.accumulateAndGet(pulled.incrementAndGet() - done.get(), Math::max);
                    return 1;
                })
                .limit(20_000);
        simulate(() -> Async.forEach(source, 7, item -> {
            Async.sleep(Duration.ofMillis(item));
            done.incrementAndGet();
        }));
        assertThat(done).hasValue(20_000);
        assertThat(ahead.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void a_failure_of_the_source_cancels_the_tasks_and_is_thrown() {
        var trail = new Trail();
        var source = Stream.of(1, 2).map(item -> {
            if (item == 2) {
                throw new IllegalStateException("source");
            }
            return item;
        });
        assertThatThrownBy(() -> simulate(() -> Async.forEach(source, 5, item -> {
                    try {
                        Simulation.sleepForEver();
                    } finally {
                        trail.add("ended " + item);
                    }
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("source");
        assertThat(trail.events()).containsExactly("ended 1");
    }

    @Test
    void the_first_failure_cancels_the_others_and_is_thrown_when_they_have_ended() {
        var trail = new Trail();
        assertThatThrownBy(() -> simulate(() -> Async.gather(List.of("a", "b", "c"), name -> {
                    try {
                        return load(name);
                    } catch (CancelledException e) {
                        trail.add(name + " is cancelled");
                        Async.shield(() -> Async.sleep(Duration.ofSeconds(1)));
                        trail.add(name + " has ended");
                        throw e;
                    }
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("no b");
        assertThat(trail.events())
                .containsExactlyInAnyOrder("a is cancelled", "a has ended", "c is cancelled", "c has ended");
    }

    @Test
    void a_checked_exception_arrives_as_it_is() {
        assertThatThrownBy(() -> simulate(() -> Async.gather(List.of("a", "b"), GatherTest::load)))
                .isInstanceOf(IOException.class)
                .hasMessage("no b");
    }

    private static String load(String name) throws IOException {
        if (name.equals("b")) {
            throw new IOException("no b");
        }
        Simulation.sleepForEver();
        return name;
    }

    @Test
    void bodies_of_different_kinds_run_side_by_side() {
        List<Integer> results =
                simulate(() -> Async.gather(List.<Body<Integer, RuntimeException>>of(() -> 1, () -> 2)));
        assertThat(results).containsExactly(1, 2);
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulate(() -> Async.gather(List.of(1), 0, item -> item)))
                .withMessageContaining("limit is 0");
    }

    @Test
    void many_tasks_are_no_trouble() {
        var simulation = new Simulation();
        var sum = simulation.run(() ->
                Async.gather(IntStream.range(0, 50_000).boxed().toList(), item -> {
                    Async.sleep(Duration.ofSeconds(item % 10));
                    return (long) item;
                }));
        assertThat(sum.stream().mapToLong(Long::longValue).sum()).isEqualTo(50_000L * 49_999 / 2);
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void settled_results_are_values_and_a_failure_cancels_nobody() {
        List<Settled<Integer>> outcomes = simulate(() -> Async.gatherSettled(List.of(1, 2, 3), 2, item -> {
            Async.sleep(Duration.ofSeconds(item));
            if (item == 2) {
                throw new IOException("two");
            }
            return item;
        }));
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isEqualTo(new Settled.Succeeded<>(1));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Settled.Failed.class,
                        failed -> assertThat(failed.failure()).hasMessage("two"));
        assertThat(outcomes.get(2)).isEqualTo(new Settled.Succeeded<>(3));
    }

    @Test
    void cancelling_a_settled_gather_is_no_outcome() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(
                        Duration.ofSeconds(1),
                        () -> Async.gatherSettled(List.of(1, 2), item -> {
                            Async.sleep(Duration.ofSeconds(5));
                            return item;
                        })))
                .isInstanceOf(TimeoutExceededException.class));
    }
}
