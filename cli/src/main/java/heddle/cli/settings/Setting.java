package heddle.cli.settings;

import java.util.List;

/// What one place says about one option.
///
/// @param key    the option's longest name, without its dashes
/// @param values as they would be written on a command line; of a flag `true` or `false`
/// @param origin for people: the variable, or the file and its line
record Setting(String key, List<String> values, String origin) {
    Setting {
        values = List.copyOf(values);
    }

    /// The same as words of a command line.
    List<String> words(boolean isFlag) {
        String name = "--" + key;
        if (!isFlag) {
            return values.stream().map(value -> name + "=" + value).toList();
        }
        return switch (values.getLast()) {
            case "true" -> List.of(name);
            case "false" -> List.of();
            default ->
                throw new SettingsException(
                        "%s: '%s' is true or false, not '%s'".formatted(origin, key, values.getLast()));
        };
    }
}
