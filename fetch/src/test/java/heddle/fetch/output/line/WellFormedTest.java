package heddle.fetch.output.line;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WellFormedTest {
    @Test
    void lone_surrogates_are_replaced_and_pairs_stay() {
        assertThat(WellFormed.of("a\uD83Db\uDE00😀\uD83D")).isEqualTo("a\uFFFDb\uFFFD😀\uFFFD");
        assertThat(WellFormed.of("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
    }

    @Property
    void text_that_is_well_formed_is_the_same_object(@ForAll String text) {
        String sound = WellFormed.of(text);
        assertThat(WellFormed.of(sound)).isSameAs(sound);
    }
}
