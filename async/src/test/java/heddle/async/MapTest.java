package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MapTest {
    @Test
    void results_come_in_the_order_of_the_items() {
        var taken = new ArrayList<Integer>();
        var simulation = new Simulation();
        simulation.run(() -> {
            try (var results = Async.map(List.of(3, 1, 2), 3, MapTest::slowly)) {
                results.forEach(taken::add);
            }
        });
        assertThat(taken).containsExactly(3, 1, 2);
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void an_endless_source_is_taken_from_only_as_far_as_the_limit() {
        var taken = new AtomicInteger();
        simulate(() -> {
            var endless = Stream.iterate(1, n -> n + 1).peek(_ -> taken.incrementAndGet());
            try (var results = Async.map(endless, 4, n -> n * n)) {
                var iterator = results.iterator();
                assertThat(iterator.next()).isEqualTo(1);
                assertThat(iterator.next()).isEqualTo(4);
            }
        });
        assertThat(taken.get()).isBetween(4, 6);
    }

    @Test
    void a_million_items_go_through_a_flat_heap_in_order() {
        long sum = simulate(() -> {
            try (var loads = Async.map(loads(1_000_000, 2_000), 100, Load::checked)) {
                return sum(loads);
            }
        });
        assertThat(sum).isEqualTo(999_999L * 1_000_000 / 2);
    }

    @Test
    void a_million_items_go_through_a_flat_heap_as_they_are_ready_too() {
        long sum = simulate(() -> {
            try (var loads = Async.asCompleted(loads(1_000_000, 2_000), 100, Load::checked)) {
                return sum(loads);
            }
        });
        assertThat(sum).isEqualTo(999_999L * 1_000_000 / 2);
    }

    /// Twice the heap of the tests, if they stayed.
    private static Stream<Load> loads(int count, int bytes) {
        return IntStream.range(0, count).mapToObj(number -> new Load(number, bytes));
    }

    private static long sum(Iterable<Load> loads) {
        long sum = 0;
        for (var load : loads) {
            sum += load.number();
        }
        return sum;
    }

    private static final class Load {
        private final int number;
        private final byte[] ballast;

        Load(int number, int bytes) {
            this.number = number;
            this.ballast = new byte[bytes];
        }

        Load checked() {
            return this;
        }

        int number() {
            return number + ballast[number % ballast.length];
        }
    }

    @Test
    void what_has_been_taken_is_not_held() {
        simulate(() -> {
            Deque<WeakReference<Object>> seen = new ArrayDeque<>();
            try (var results = Async.map(Stream.generate(Object::new).limit(50), 2, item -> item)) {
                for (var item : results) {
                    seen.add(new WeakReference<>(item));
                }
                seen.removeLast(); // the loop's variable may hold it
                System.gc();
                assertThat(seen)
                        .allSatisfy(reference -> assertThat(reference.get()).isNull());
            }
        });
    }

    @Test
    void a_failure_is_thrown_by_the_iterator_and_cancels_the_others() {
        var taken = new ArrayList<Integer>();
        assertThatThrownBy(() -> simulate(() -> {
                    try (var results = Async.map(List.of(1, 2, 30), 3, item -> {
                        slowly(item);
                        if (item == 2) {
                            throw new IOException("two");
                        }
                        return item;
                    })) {
                        results.forEach(taken::add);
                    }
                }))
                .hasCauseInstanceOf(IOException.class);
        assertThat(taken).containsExactly(1);
    }

    @Test
    void cancelling_the_taker_ends_the_makers() {
        var simulation = new Simulation();
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(Duration.ofSeconds(2), () -> {
                    try (var results = Async.map(List.of(100, 1), 2, MapTest::slowly)) {
                        results.iterator().next();
                    }
                }))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    private static int slowly(int seconds) {
        Async.sleep(Duration.ofSeconds(seconds));
        return seconds;
    }
}
