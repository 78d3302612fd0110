package heddle.cli.input;

import heddle.fetch.job.Fact;
import heddle.fetch.list.ListSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What `-i` names: a file, or a stream, such as standard input as `-`, or a pipe with a name.
///
/// @param file as it was named
public record InputFile(Path file) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /// A list that is there: a file that cannot be read is told before any output of an earlier run is touched.
    /// It is looked at and not opened, since a pipe can be opened only once. Throws an `IllegalArgumentException`
    /// for a folder.
    public static InputFile of(Path file) throws IOException {
        InputFile input = new InputFile(file);
        if (input.isStandardInput()) {
            return input;
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("-i " + file + " is a folder; name a file of URLs, or a pattern");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return input;
    }

    /// Whether it can be read only once.
    public boolean isStream() {
        return isStandardInput() || !Files.isRegularFile(file);
    }

    /// Whether it is standard input.
    public boolean isStandardInput() {
        return file.equals(STANDARD_INPUT);
    }

    /// Its bytes.
    public ListSource source() {
        if (isStandardInput()) {
            return ListSource.stream("standard input", System.in);
        }
        return isStream() ? ListSource.pipe(file) : ListSource.file(file);
    }

    /// What tells it from another list.
    public Fact fact(String called) throws IOException {
        return isStream() ? Fact.option(called, "a stream") : Fact.list(called, file);
    }
}
