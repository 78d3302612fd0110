package heddle.async;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A JVM of its own that runs a class of these tests.
final class ChildJvm {
    private ChildJvm() {}

    /// Not yet started, and on the footing of this JVM: with the runtime opened if it is here. `options` are the JVM's.
    static ProcessBuilder onThisFooting(Class<?> program, String... options) {
        var opening = Stream.of("--add-opens=java.base/java.lang=ALL-UNNAMED").filter(_ -> isOpened());
        return of(program, Stream.concat(opening, Stream.of(options)).toArray(String[]::new));
    }

    private static boolean isOpened() {
        try (var loops = Loops.open(1)) {
            return loops.statistics().getFirst().isOpened();
        }
    }

    /// Not yet started; `options` are the JVM's.
    static ProcessBuilder of(Class<?> program, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Path.of("target", "classes").toAbsolutePath().toString(),
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", "")));
        command.add(program.getName());
        return new ProcessBuilder(command);
    }
}
