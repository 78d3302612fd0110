package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who of those that stand is next.
class HostRowTest {
    private final HostRow<Long> row = new HostRow<>();

    private void add(String key, long nanosLeft) {
        row.add(new Host<>(key, HostRules.NONE), nanosLeft);
    }

    private List<String> all() {
        List<String> keys = new ArrayList<>();
        for (Host<Long> next = row.peek(); next != null; next = row.peek()) {
            assertThat(row.remove()).isSameAs(next);
            keys.add(next.key());
        }
        return keys;
    }

    @Test
    void hosts_with_as_much_left_go_in_the_order_in_which_they_came() {
        add("a", 0);
        add("b", 0);
        add("c", 0);
        assertThat(all()).containsExactly("a", "b", "c");
        assertThat(row.isEmpty()).isTrue();
    }

    @Test
    void every_other_time_one_with_most_left_goes_before_those_that_came_first() {
        add("a", 10);
        add("b", 10);
        add("c", 10);
        add("large", 1000);
        add("huge", Long.MAX_VALUE);
        assertThat(all()).containsExactly("a", "huge", "b", "large", "c");
    }

    @Test
    void in_between_the_one_that_came_first_goes_however_much_others_have_left() {
        add("small", 0);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            add("large" + i, 1000);
        }
        add("other", 5);
        while (!row.isEmpty()) {
            String key = row.remove().key();
            order.add(key);
            if (key.startsWith("large") && order.size() < 8) {
                add(key, 1000);
            }
        }
        assertThat(order.subList(0, 7))
                .containsExactly("small", "large0", "large1", "large2", "other", "large0", "large1");
    }

    @Test
    void any_number_stand_here() {
        List<String> keys = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        keys.subList(0, 10).forEach(key -> add(key, 1));
        IntStream.range(0, 10).forEach(_ -> row.remove());
        keys.forEach(key -> add(key, 1));
        assertThat(row.size()).isEqualTo(1000);
        assertThat(all()).isEqualTo(keys);
    }
}
