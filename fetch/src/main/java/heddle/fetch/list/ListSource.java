package heddle.fetch.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Where the bytes of a list come from.
public interface ListSource {
    /// What it is called in messages.
    String name();

    /// Starts reading from the beginning; a stream can be opened once, and is closed with what is opened here.
    InputStream open() throws IOException;

    /// The file that has all that has been read, at the same places; empty when there is none.
    Optional<Path> file();

    /// A file.
    static ListSource file(Path path) {
        return new PathSource(path, Optional.of(path));
    }

    /// A file that can be read once, such as a pipe with a name.
    static ListSource pipe(Path path) {
        return new PathSource(path, Optional.empty());
    }

    /// A stream, such as standard input.
    static ListSource stream(String name, InputStream bytes) {
        return new StreamSource(name, bytes);
    }
}
