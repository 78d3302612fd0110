package heddle.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree that the tidiness tests read.
final class Checkout {
    static final Path ROOT =
            Path.of(System.getProperty("heddle.root", "..")).toAbsolutePath().normalize();

    private Checkout() {}

    /// Every file of the project whose name ends so, build output left out, in order.
    static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(ending))
                    .filter(path -> isSource(ROOT.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Path> javaFiles() {
        return files(".java").stream()
                .filter(path -> !path.endsWith("module-info.java") && !path.endsWith("package-info.java"))
                .toList();
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/');
    }

    private static boolean isSource(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.equals("target") || name.equals(".git") || name.equals("node_modules")) {
                return false;
            }
        }
        return true;
    }
}
