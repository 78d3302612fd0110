package heddle.fetch.job;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.job.DoneOrdinals.Chunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DoneOrdinalsTest {
    @Property(tries = 50)
    void what_is_added_is_contained_and_nothing_else(
            @ForAll @Size(max = 200) Set<@LongRange(max = 100_000) Long> ordinals) {
        DoneOrdinals done = new DoneOrdinals();
        ordinals.forEach(done::add);
        assertThat(contained(done)).isEqualTo(ordinals);
        assertThat(done.end())
                .isGreaterThan(
                        ordinals.stream().mapToLong(Long::longValue).max().orElse(-1));
    }

    @Property(tries = 50)
    void the_changed_chunks_laid_over_each_other_are_the_whole(
            @ForAll @Size(max = 20) List<@Size(max = 20) List<@LongRange(max = 100_000) Long>> checkpoints) {
        DoneOrdinals done = new DoneOrdinals();
        Map<Integer, Chunk> saved = new HashMap<>();
        for (List<Long> outcomes : checkpoints) {
            outcomes.forEach(done::add);
            done.takeChanged().forEach(chunk -> saved.put(chunk.number(), chunk));
        }
        DoneOrdinals again = DoneOrdinals.of(List.copyOf(saved.values()));
        assertThat(contained(again)).isEqualTo(contained(done));
        assertThat(again.takeChanged()).isEmpty();
    }

    private static Set<Long> contained(DoneOrdinals done) {
        return LongStream.range(0, 110_000).filter(done::contains).boxed().collect(Collectors.toSet());
    }

    @Test
    void a_chunk_is_saved_again_only_when_it_changes() {
        DoneOrdinals done = new DoneOrdinals();
        done.add(0);
        done.add(3L * DoneOrdinals.CHUNK_ORDINALS + 8);
        assertThat(done.takeChanged()).extracting(Chunk::number).containsExactly(0, 3);
        assertThat(done.takeChanged()).isEmpty();
        done.add(1);
        List<Chunk> changed = done.takeChanged();
        assertThat(changed).extracting(Chunk::number).containsExactly(0);
        assertThat(changed.getFirst().bits())
                .hasSize(DoneOrdinals.CHUNK_ORDINALS / 8)
                .startsWith(3, 0);
    }
}
