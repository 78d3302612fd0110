package heddle.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Reads the documents of the repository.
final class Documents {
    private Documents() {}

    static List<String> lines(String path) throws IOException {
        return Files.readAllLines(Path.of(Objects.requireNonNull(System.getProperty("heddle.root")), path));
    }
}
