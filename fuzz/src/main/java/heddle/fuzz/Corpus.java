package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The inputs that are kept in the repository: a file a target, an [escaped][Escaped] input a line; what begins with a
/// number sign is a comment.
///
/// They were written by hand, were found to break a claim once, or reached something that none before them had reached.
final class Corpus {
    private static final int INPUT_BYTES_MAX = 400;

    private final Path file;

    private Corpus(Path file) {
        this.file = file;
    }

    /// That of a target.
    static Corpus of(Target target) {
        return new Corpus(Path.of(System.getProperty("heddle.root", "."), "fuzz/corpus", target.name() + ".txt"));
    }

    /// The inputs, in order.
    List<byte[]> inputs() throws IOException {
        return lines().stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Escaped::bytes)
                .toList();
    }

    /// Adds the shortest of a folder's files, as many lines as that, unless they are there.
    void add(Path folder, int linesMax) throws IOException {
        var lines = new ArrayList<>(lines());
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted(Comparator.comparingLong(Corpus::size).thenComparing(Path::compareTo))
                    .filter(path -> size(path) > 0 && size(path) <= INPUT_BYTES_MAX)
                    .map(Corpus::line)
                    .filter(line -> !lines.contains(line))
                    .limit(linesMax)
                    .forEach(lines::add);
        }
        Files.write(file, lines, ISO_8859_1);
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file, ISO_8859_1);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static long size(Path path) {
        return path.toFile().length();
    }

    private static String line(Path path) {
        try {
            return Escaped.line(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
