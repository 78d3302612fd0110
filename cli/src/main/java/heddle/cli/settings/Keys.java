package heddle.cli.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// By which names the options of a command are set: the longest name without its dashes in a file, that in capitals
/// behind `HEDDLE_` in the environment.
public final class Keys {
    static final String PREFIX = "HEDDLE_";

    /// What is only ever meant for one run.
    private static final Set<String> ONCE = Set.of("help", "config", "print-config", "fresh");

    /// What holds a password or a token, or may.
    private static final Set<String> SECRET =
            Set.of("user", "cookie", "oauth2-bearer", "proxy", "proxy-user", "cert", "pass");

    private Keys() {}

    /// The options that may be set, by their keys, in the order of the help.
    public static Map<String, OptionSpec> of(CommandSpec command) {
        Map<String, OptionSpec> keys = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String key = key(option);
            if (!ONCE.contains(key)) {
                keys.put(key, option);
            }
        }
        return keys;
    }

    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /// The name of the variable for a key.
    public static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    static boolean isSecret(String key) {
        return SECRET.contains(key);
    }

    static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    static boolean isRepeatable(OptionSpec option) {
        return option.isMultiValue();
    }
}
