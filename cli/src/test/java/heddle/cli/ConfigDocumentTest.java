package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.settings.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The table of settings in `docs/config.md`. With `-Dheddle.config.record=true` it is written anew.
class ConfigDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/config.md");
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void the_document_has_every_setting_and_no_other() throws IOException {
        String document = Files.readString(DOCUMENT);
        String before = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String now = before + table() + END;
        if (Boolean.getBoolean("heddle.config.record")) {
            Files.writeString(DOCUMENT, now);
            return;
        }
        assertThat(document)
                .as("run this test with -DargLine='... -Dheddle.config.record=true' to write it anew")
                .isEqualTo(now);
    }

    /// A row for each setting, and for each of its meanings where commands differ.
    private static String table() {
        Map<Row, Set<String>> commands = new LinkedHashMap<>();
        for (var command : Commands.settable()) {
            Keys.of(command)
                    .forEach((key, option) -> commands.computeIfAbsent(
                                    new Row(key, String.join(" ", option.description())), _ -> new LinkedHashSet<>())
                            .add(command.name().replace("heddle ", "")));
        }
        var table = new StringBuilder("| key | variable | of | what |\n|---|---|---|---|\n");
        commands.forEach((row, names) -> table.append("| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        row.key, Keys.variable(row.key), String.join(", ", names), row.meaning.replace("|", "\\|"))));
        return table.toString();
    }

    private record Row(String key, String meaning) {}
}
