package heddle.cli.check;

import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Good;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Looks up on the disk what links lead to there.
final class LocalFiles {
    private LocalFiles() {}

    static void look(Path file, Goal goal) {
        if (!Files.exists(file)) {
            goal.found(Broken.of("file", "there is no such file"), Optional.empty());
            return;
        }
        try {
            goal.found(Good.FILE, goal.isWantedInParts() ? anchors(file) : Optional.empty());
        } catch (IOException e) {
            goal.found(Broken.of("file", "it cannot be read: " + e.getMessage()), Optional.empty());
        }
    }

    /// Nothing is known of parts of what is no document.
    private static Optional<Set<String>> anchors(Path file) throws IOException {
        return Files.isRegularFile(file) && Documents.isDocument(file)
                ? Optional.of(Documents.read(file).anchors())
                : Optional.empty();
    }
}
