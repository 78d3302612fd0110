package heddle.fetch.list;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Bytes that can be read once.
record StreamSource(String name, InputStream open) implements ListSource {
    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }
}
