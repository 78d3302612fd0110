package heddle.async.scope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The public operations that wait, by the names that `tests/src/test/resources/waiting-operations.txt` has for them.
/// That this file has them all is for `heddle.tests.WaitingOperationsTest` to see.
public final class Operations {
    private static final Path FILE =
            Path.of(System.getProperty("heddle.root", ".."), "tests/src/test/resources/waiting-operations.txt");

    private Operations() {}

    /// Those that are to be cancelled by this test.
    public static Set<String> of(Class<?> test) {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(line -> line.split(" ", 2))
                    .filter(words -> words[1].equals(test.getName()))
                    .map(words -> words[0])
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those that a thread with this stack is in; other methods are among them.
    public static Set<String> in(StackTraceElement[] stack) {
        return Stream.of(stack).map(Operations::name).collect(Collectors.toSet());
    }

    /// A task is a [Child], and an iterator is what can be iterated.
    private static String name(StackTraceElement frame) {
        var type = frame.getClassName().replace(Child.class.getName(), "heddle.async.task.Task");
        var method = frame.getMethodName();
        boolean isIterating = type.contains("$") && (method.equals("hasNext") || method.equals("next"));
        return isIterating ? type.substring(0, type.indexOf('$')) + ".iterator" : type + "." + method;
    }
}
