package heddle.cli.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// The settings that stand in variables of the environment. One variable holds one value, also of an option that may
/// be given again.
final class Environment {
    /// Variables of ours that are no options: what the `heddle` script and this package read.
    private static final Set<String> OTHERS = Set.of("HEDDLE_JAVA", "HEDDLE_JVM_OPTIONS", Settings.FILE_VARIABLE);

    private Environment() {}

    /// Whether there is anything to look at.
    static boolean isSet(Map<String, String> variables) {
        return variables.keySet().stream().anyMatch(Environment::isSetting);
    }

    private static boolean isSetting(String name) {
        return name.startsWith(Keys.PREFIX) && !OTHERS.contains(name);
    }

    /// What they say about one command. Throws [SettingsException] for a variable that no command knows.
    static List<Setting> settings(Map<String, String> variables, CommandSpec command, Collection<CommandSpec> all) {
        List<Setting> settings = new ArrayList<>();
        for (String key : Keys.of(command).keySet()) {
            String value = variables.get(Keys.variable(key));
            if (value != null) {
                settings.add(new Setting(key, List.of(value), Keys.variable(key)));
            }
        }
        refuseUnknown(variables, all);
        return settings;
    }

    private static void refuseUnknown(Map<String, String> variables, Collection<CommandSpec> all) {
        Set<String> known = new HashSet<>();
        all.forEach(each -> Keys.of(each).keySet().forEach(key -> known.add(Keys.variable(key))));
        for (String name : variables.keySet()) {
            if (isSetting(name) && !known.contains(name)) {
                throw new SettingsException("the environment's %s sets no option of any command%s"
                        .formatted(name, Nearest.hint(name, known)));
            }
        }
    }
}
