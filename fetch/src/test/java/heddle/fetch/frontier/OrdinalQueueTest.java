package heddle.fetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Queues that share a store, on the heap and in a file.
class OrdinalQueueTest {
    private static final long MIB = 1 << 20;

    @Test
    void ordinals_come_out_as_they_went_in_however_far_apart() throws IOException {
        try (BlockStore store = new BlockStore(MIB)) {
            OrdinalQueue queue = new OrdinalQueue();
            List<Long> ordinals =
                    List.of(0L, 1L, 2L, 127L, 128L, 255L, 256L, 16_384L, 1L << 31, 1L << 40, (1L << 40) + 1);
            ordinals.forEach(ordinal -> queue.add(store, ordinal));
            assertThat(queue.size()).isEqualTo(ordinals.size());
            assertThat(drained(queue, store)).isEqualTo(ordinals);
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @Test
    void many_queues_share_a_store_and_use_its_blocks_again_and_again() throws IOException {
        try (BlockStore store = new BlockStore(MIB)) {
            Random random = new Random(1);
            List<OrdinalQueue> queues = new ArrayList<>();
            List<Deque<Long>> expected = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                queues.add(new OrdinalQueue());
                expected.add(new ArrayDeque<>());
            }
            for (long ordinal = 0; ordinal < 300_000; ordinal++) {
                int add = random.nextInt(50);
                queues.get(add).add(store, ordinal);
                expected.get(add).add(ordinal);
                int take = random.nextInt(50);
                if (!expected.get(take).isEmpty()) {
                    assertThat(queues.get(take).remove(store))
                            .isEqualTo(expected.get(take).remove());
                }
            }
            assertThat(store.heapBytes()).as("what was read is used again").isEqualTo(MIB);
            for (int i = 0; i < 50; i++) {
                assertThat(drained(queues.get(i), store)).containsExactlyElementsOf(expected.get(i));
            }
        }
    }

    @Test
    void what_the_heap_may_not_hold_is_in_a_file() throws IOException {
        try (BlockStore store = new BlockStore(MIB)) {
            OrdinalQueue near = new OrdinalQueue();
            OrdinalQueue far = new OrdinalQueue();
            for (long ordinal = 0; ordinal < 1_000_000; ordinal++) {
                near.add(store, ordinal);
                far.add(store, ordinal * 1_000_000_007L);
            }
            assertThat(store.heapBytes()).isEqualTo(MIB);
            assertThat(store.mappedBytes()).isBetween(4 * MIB, 7 * MIB);
            for (long ordinal = 0; ordinal < 1_000_000; ordinal++) {
                assertThat(near.remove(store)).isEqualTo(ordinal);
                assertThat(far.remove(store)).isEqualTo(ordinal * 1_000_000_007L);
            }
        }
    }

    @Test
    void ordinals_of_one_host_that_stand_together_take_a_byte_each() throws IOException {
        try (BlockStore store = new BlockStore(Long.MAX_VALUE)) {
            OrdinalQueue queue = new OrdinalQueue();
            for (long ordinal = 0; ordinal < 10_000_000; ordinal++) {
                queue.add(store, ordinal);
            }
            assertThat(store.heapBytes()).isLessThan(11_000_000 + MIB);
        }
    }

    private static List<Long> drained(OrdinalQueue queue, BlockStore store) {
        List<Long> ordinals = new ArrayList<>();
        while (!queue.isEmpty()) {
            ordinals.add(queue.remove(store));
        }
        return ordinals;
    }
}
