package heddle.cli;

import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What `-i` names: a file, or standard input as `-`.
final class InputFile {
    private InputFile() {}

    /// A list that is there: a file that cannot be read is told before any output of an earlier run is replaced. It
    /// is looked at and not opened, since a pipe can be opened only once.
    static UrlList of(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return UrlList.stream("standard input", System.in);
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("-i " + file + " is a folder; name a file of URLs");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return UrlList.file(file);
    }
}
