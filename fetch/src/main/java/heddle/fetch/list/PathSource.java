package heddle.fetch.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The bytes behind a path.
///
/// @param file the path, unless it can be read only once
record PathSource(Path path, Optional<Path> file) implements ListSource {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
