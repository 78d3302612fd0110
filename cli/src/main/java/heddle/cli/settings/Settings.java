package heddle.cli.settings;

import heddle.http.Headers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What a command is told besides its command line. The command line is strongest, then the environment, then the
/// file that `--config` or `HEDDLE_CONFIG` names; the strongest place that says something about an option replaces
/// what all others say about it.
public final class Settings {
    static final String FILE_VARIABLE = "HEDDLE_CONFIG";

    /// Whose values may be secrets, one by one.
    private static final String HEADER = "header";

    private static final String FROM_WORDS = "command line";

    private final Supplier<CommandSpec> command;
    private final ParseResult given;
    private final Map<String, Setting> added;

    private Settings(Supplier<CommandSpec> command, ParseResult given, Map<String, Setting> added) {
        this.command = command;
        this.given = given;
        this.added = added;
    }

    /// Whether there is anything besides the command line.
    public static boolean areWanted(ParseResult given, Map<String, String> variables) {
        return given.hasMatchedOption("--config")
                || given.hasMatchedOption("--print-config")
                || variables.containsKey(FILE_VARIABLE)
                || Environment.isSet(variables);
    }

    /// Reads them. Throws [SettingsException] for one that cannot be used.
    ///
    /// @param command makes the words of the command anew
    /// @param given   its command line
    /// @param all     the commands that have settings
    public static Settings read(
            Supplier<CommandSpec> command, ParseResult given, Map<String, String> variables, List<CommandSpec> all)
            throws IOException {
        Map<String, Setting> added = new LinkedHashMap<>();
        Optional<Path> file = file(given, variables);
        if (file.isPresent()) {
            add(SettingsFile.settings(file.get(), command.get(), all), added);
        }
        add(Environment.settings(variables, command.get(), all), added);
        given.matchedOptions().forEach(option -> added.remove(Keys.key(option)));
        Settings settings = new Settings(command, given, added);
        added.values().forEach(settings::check);
        return settings;
    }

    private static Optional<Path> file(ParseResult given, Map<String, String> variables) {
        Path named = given.matchedOptionValue("--config", null);
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(variables.get(FILE_VARIABLE)).map(Path::of));
    }

    private static void add(List<Setting> stronger, Map<String, Setting> all) {
        stronger.forEach(setting -> all.put(setting.key(), setting));
    }

    /// Parses one setting alone, so that what is wrong with it can be said of the place where it stands.
    private void check(Setting setting) {
        try {
            var _ = new CommandLine(command.get()).parseArgs(words(setting).toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new SettingsException(setting.origin() + ": " + wrong.getMessage());
        }
    }

    private List<String> words(Setting setting) {
        OptionSpec option = Keys.of(command.get()).get(setting.key());
        return setting.words(option != null && Keys.isFlag(option));
    }

    /// As words of a command line, to stand before the user's own.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        added.values().forEach(setting -> words.addAll(words(setting)));
        return words;
    }

    /// All options of the command as a table of a settings file: what is set and by whom, and what could be. Passwords
    /// and tokens are left out, since people show such pages to each other.
    public String printed() {
        var page = new StringBuilder("# What 'heddle %s' would go by. Settings that stand behind a # are not set.%n"
                .formatted(SettingsFile.name(command.get())));
        page.append("[%s]%n".formatted(SettingsFile.name(command.get())));
        Keys.of(command.get())
                .forEach((key, option) -> page.append(line(key, option)).append(System.lineSeparator()));
        return page.toString().stripTrailing();
    }

    private String line(String key, OptionSpec option) {
        Setting setting = setting(key, option);
        if (setting == null) {
            return "# %-34s # %s".formatted(TomlText.key(key) + " =", String.join(" ", option.description()));
        }
        List<String> shown = setting.values().stream()
                .filter(value -> !key.equals(HEADER) || !Headers.isSecret(value.split(":", 2)[0].strip()))
                .toList();
        if (Keys.isSecret(key) || shown.isEmpty()) {
            return "# %-34s # %s; a secret, not shown".formatted(TomlText.key(key) + " =", setting.origin());
        }
        String left = shown.size() == setting.values().size() ? "" : "; secrets among them are not shown";
        return "%-36s # %s%s".formatted(TomlText.key(key) + " = " + TomlText.of(option, shown), setting.origin(), left);
    }

    private @Nullable Setting setting(String key, OptionSpec option) {
        OptionSpec matched = given.matchedOption(option.longestName());
        if (matched == null) {
            return added.get(key);
        }
        return new Setting(key, Keys.isFlag(matched) ? List.of("true") : matched.originalStringValues(), FROM_WORDS);
    }
}
