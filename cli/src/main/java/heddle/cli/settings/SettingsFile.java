package heddle.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import picocli.CommandLine.Model.CommandSpec;

/// A file of settings in TOML 1.0: keys at the top are for every command that has such an option, those in a table
/// that has a command's name for that command, and stronger.
final class SettingsFile {
    private final Path path;
    private final Map<String, CommandSpec> commands = new LinkedHashMap<>();

    private SettingsFile(Path path, Collection<CommandSpec> all) {
        this.path = path;
        all.forEach(each -> commands.put(name(each), each));
    }

    /// What the file says about one command. Throws [SettingsException] when it is no TOML or holds a key that means
    /// nothing.
    static List<Setting> settings(Path path, CommandSpec command, Collection<CommandSpec> all) throws IOException {
        return new SettingsFile(path, all).settings(command);
    }

    /// Of `heddle fetch`, say, `fetch`.
    static String name(CommandSpec command) {
        return command.name().substring(command.name().lastIndexOf(' ') + 1);
    }

    private List<Setting> settings(CommandSpec command) throws IOException {
        TomlParseResult content = read();
        refuseUnknown(content);
        Set<String> keys = Keys.of(command).keySet();
        Map<String, Setting> settings = new LinkedHashMap<>();
        take(content, keys, settings);
        TomlTable own = content.getTable(List.of(name(command)));
        if (own != null) {
            take(own, keys, settings);
        }
        return List.copyOf(settings.values());
    }

    private TomlParseResult read() throws IOException {
        try {
            TomlParseResult content = Toml.parse(Files.readString(path));
            for (TomlParseError error : content.errors()) {
                throw new SettingsException(
                        "%s, line %d: %s".formatted(path, error.position().line(), error.getMessage()));
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new SettingsException("there is no file " + path + " to take settings from");
        }
    }

    private void take(TomlTable table, Set<String> keys, Map<String, Setting> settings) {
        for (String key : table.keySet()) {
            if (keys.contains(key)) {
                settings.put(key, new Setting(key, values(table, key), place(table, key)));
            }
        }
    }

    private List<String> values(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value instanceof TomlArray array) {
            return IntStream.range(0, array.size())
                    .mapToObj(i -> text(array.get(i), table, key))
                    .toList();
        }
        return List.of(text(value, table, key));
    }

    private String text(@Nullable Object value, TomlTable table, String key) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Double number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default ->
                throw new SettingsException("%s: '%s' is a text, a number, true, false, or a list of such"
                        .formatted(place(table, key), key));
        };
    }

    private void refuseUnknown(TomlTable content) {
        Set<String> anyKey = new LinkedHashSet<>();
        commands.values().forEach(each -> anyKey.addAll(Keys.of(each).keySet()));
        for (String key : content.keySet()) {
            CommandSpec command = commands.get(key);
            if (command != null && content.isTable(List.of(key))) {
                refuseUnknown(
                        content.getTableOrEmpty(List.of(key)), Keys.of(command).keySet(), " of 'heddle " + key + "'");
            } else {
                refuseUnknown(content, key, anyKey, " of any command, nor the name of one");
            }
        }
    }

    private void refuseUnknown(TomlTable table, Set<String> known, String owner) {
        table.keySet().forEach(key -> refuseUnknown(table, key, known, owner));
    }

    private void refuseUnknown(TomlTable table, String key, Set<String> known, String owner) {
        if (!known.contains(key)) {
            throw new SettingsException("%s: '%s' is no setting%s%s"
                    .formatted(place(table, key), key, owner, Nearest.hint(key, new ArrayList<>(known))));
        }
    }

    private String place(TomlTable table, String key) {
        var position = table.inputPositionOf(List.of(key));
        return position == null ? path.toString() : path + ", line " + position.line();
    }
}
