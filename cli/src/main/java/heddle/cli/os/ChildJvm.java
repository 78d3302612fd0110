package heddle.cli.os;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// How a further JVM with the same classes and the runtime opened is started.
public final class ChildJvm {
    private ChildJvm() {}

    /// This JVM's own `java`, its classes as a class path, and the options that open the runtime.
    public static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Xlog:disable");
        command.add("-Xlog:all=error:stderr");
        command.add("-cp");
        command.add(classPath());
        return command;
    }

    /// The jar, or in a test whatever class path and module path there are.
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of("java.class.path", "jdk.module.path")
                        .map(System::getProperty)
                        .filter(Objects::nonNull)
                        .filter(path -> !path.isEmpty())
                        .toList());
    }
}
