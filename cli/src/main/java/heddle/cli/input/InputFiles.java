package heddle.cli.input;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The files that words of the command line name: each by itself, or several by a pattern.
public final class InputFiles {
    private static final String SPECIAL = ".*[*?\\[{].*";

    private InputFiles() {}

    /// The files of these words, in their order; those of a pattern by name, so that they are the same list each time.
    public static List<InputFile> of(List<String> words) throws IOException {
        List<InputFile> files = new ArrayList<>();
        for (String word : words) {
            for (Path path : paths(word)) {
                files.add(InputFile.of(path));
            }
        }
        return files;
    }

    /// A file that has such a name is meant itself.
    private static List<Path> paths(String word) throws IOException {
        Path path = Path.of(word);
        Path name = path.getFileName();
        if (name == null || !name.toString().matches(SPECIAL) || Files.exists(path)) {
            return List.of(path);
        }
        List<Path> matching = new ArrayList<>();
        Path folder = Objects.requireNonNullElse(path.getParent(), Path.of(""));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name.toString())) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    matching.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (matching.isEmpty()) {
            throw new NoSuchFileException(word);
        }
        return matching.stream().sorted().toList();
    }
}
