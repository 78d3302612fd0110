package heddle.url.idna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CharacterTableTest {
    @Test
    void the_resource_is_what_the_generator_makes_of_the_unicode_data() throws IOException {
        try (var resource = CharacterTable.class.getResourceAsStream("characters.bin")) {
            assertThat(Objects.requireNonNull(resource).readAllBytes()).isEqualTo(CharacterTableGenerator.generate());
        }
    }

    @Test
    void every_code_point_is_mapped_as_unicode_says() {
        var table = CharacterTable.instance();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int entry = table.entry(codePoint);
            var mapped = new StringBuilder();
            switch (CharacterTable.kind(entry)) {
                case CharacterTable.VALID -> mapped.appendCodePoint(codePoint);
                case CharacterTable.IGNORED -> {}
                case CharacterTable.SHIFTED -> mapped.appendCodePoint(codePoint + CharacterTable.shift(entry));
                case CharacterTable.MAPPED -> table.appendMapping(entry, mapped);
                default -> mapped.append('\uFFFD');
            }
            String expected = CharacterTableGenerator.mapping(codePoint);
            assertThat(mapped.toString())
                    .as("U+%04X", codePoint)
                    .isEqualTo(expected.contains("\uFFFD") ? "\uFFFD" : expected);
        }
    }
}
