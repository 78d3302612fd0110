package heddle.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What is claimed of every input holds for those that campaigns begin with, and for those that have broken it once.
class SeedsTest {
    @TestFactory
    Stream<DynamicNode> every_seed_keeps_the_claims() throws IOException {
        List<DynamicNode> targets = new ArrayList<>();
        for (Target target : Target.ALL) {
            List<byte[]> seeds = Seeds.of(target);
            targets.add(dynamicContainer(
                    target.name(),
                    seeds.stream()
                            .map(seed -> dynamicTest(
                                    "'" + Escaped.line(seed) + "'",
                                    () -> target.check().accept(seed)))));
        }
        return targets.stream();
    }

    @Test
    void every_target_has_seeds_in_the_repository() throws IOException {
        for (Target target : Target.ALL) {
            assertThat(Corpus.of(target).inputs()).as(target.name()).isNotEmpty();
        }
    }

    @Test
    void every_byte_is_the_same_when_it_is_written_into_a_corpus_and_read_again() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(Escaped.bytes(Escaped.line(all))).isEqualTo(all);
        assertThat(Escaped.line("# a\\".getBytes(US_ASCII))).isEqualTo("\\x23 a\\\\");
    }

    @Test
    void seeds_are_written_for_every_target(@TempDir Path folder) throws IOException {
        Seeds.main(new String[] {"write", folder.toString()});
        for (Target target : Target.ALL) {
            try (Stream<Path> files = Files.list(folder.resolve(target.name()))) {
                assertThat(files.count()).isEqualTo(Seeds.of(target).size());
            }
        }
    }

    @Test
    void a_broken_claim_is_told_with_what_was_met() {
        assertThatThrownBy(() -> BrokenClaim.unlessEqual(1, 2, "numbers are the same"))
                .isInstanceOf(BrokenClaim.class)
                .hasMessage("numbers are the same: 1 and 2");
    }
}
