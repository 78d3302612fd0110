package heddle.cli.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import picocli.CommandLine.Model.OptionSpec;

/// Values as a settings file has them.
final class TomlText {
    private TomlText() {}

    static String key(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? key : quoted(key);
    }

    static String of(OptionSpec option, List<String> values) {
        if (Keys.isRepeatable(option)) {
            return values.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        String value = values.getLast();
        boolean isBare = Keys.isFlag(option) || value.matches("0|[1-9][0-9]{0,17}");
        return isBare ? value : quoted(value);
    }

    private static String quoted(String text) {
        return "\"" + Toml.tomlEscape(text) + "\"";
    }
}
