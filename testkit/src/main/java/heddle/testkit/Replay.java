package heddle.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command that runs a seed again: of Maven for a test, else the command line of this JVM with the seed as a
/// system property. Whoever starts simulations in another way says how in the property `heddle.simulation.command`,
/// with `%s` where the seed goes.
final class Replay {
    private static final String COMMAND = "heddle.simulation.command";

    private Replay() {}

    static String command(long seed) {
        var template = System.getProperty(COMMAND);
        if (template != null) {
            return template.formatted(seed);
        }
        var property = "-D" + Seeds.PROPERTY + "=" + seed;
        return maven(property).orElseGet(() -> commandLine(property));
    }

    /// Surefire says where the module is; the test is the first frame outside this package.
    private static Optional<String> maven(String property) {
        var basedir = System.getProperty("basedir");
        if (basedir == null || System.getProperty("surefire.test.class.path") == null) {
            return Optional.empty();
        }
        var module = Path.of(basedir);
        var parent = module.getParent();
        boolean isPart = parent != null && Files.exists(parent.resolve("pom.xml"));
        var where = isPart ? " -pl " + module.getFileName() + " -am -Dsurefire.failIfNoSpecifiedTests=false" : "";
        return Optional.of("mvn test" + where + " -Dtest=" + test() + " " + property);
    }

    private static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Replay::isCaller)
                        .findFirst()
                        .map(it -> it.getClassName() + "#" + method(it.getMethodName()))
                        .orElse("?"));
    }

    private static boolean isCaller(StackWalker.StackFrame frame) {
        var outer = frame.getClassName().replaceFirst("\\$.*", "");
        return !List.of(Replay.class, World.class, Simulation.class).stream()
                .map(Class::getName)
                .toList()
                .contains(outer);
    }

    /// A lambda is named after the method that it is in.
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.substring("lambda$".length(), name.lastIndexOf('$')) : name;
    }

    private static String commandLine(String property) {
        var process = ProcessHandle.current().info();
        var words = new ArrayList<String>();
        words.add(process.command().orElse("java"));
        words.add(property);
        words.addAll(List.of(process.arguments().orElse(new String[0])));
        return words.stream()
                .filter(word -> !(word.startsWith("-D" + Seeds.PROPERTY) && !word.equals(property)))
                .map(Replay::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return Stream.of(" ", "*", "$", "\"", ";", "&").anyMatch(word::contains)
                ? "'" + word.replace("'", "'\\''") + "'"
                : word;
    }
}
