package heddle.cli;

import heddle.fetch.job.Fact;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What `-i` names: a file, or a stream, such as standard input as `-`, or a pipe with a name.
record InputFile(Path file) {
    /// A list that is there: a file that cannot be read is told before any output of an earlier run is touched. It
    /// is looked at and not opened, since a pipe can be opened only once.
    static InputFile of(Path file) throws IOException {
        var input = new InputFile(file);
        if (input.isStandardInput()) {
            return input;
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
        return input;
    }

    /// Whether it can be read only once.
    boolean isStream() {
        return isStandardInput() || !Files.isRegularFile(file);
    }

    private boolean isStandardInput() {
        return file.toString().equals("-");
    }

    String name() {
        return isStandardInput() ? "standard input" : file.toString();
    }

    InputStream stream() {
        try {
            return isStandardInput() ? System.in : Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UrlList list() {
        return isStandardInput() ? UrlList.stream(name(), System.in) : UrlList.file(file);
    }

    Fact fact(String called) throws IOException {
        return isStream() ? Fact.option(called, "a stream") : Fact.list(called, file);
    }
}
