package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Scenes of tasks that wait for threads that read and write files.
final class ScenesOfFiles {
    private ScenesOfFiles() {}

    static List<Scene> all() {
        return List.of(
                new Scene("Spool", _ -> {
                    var file = new AtomicReference<Optional<Path>>(Optional.empty());
                    return Play.of(() -> {
                                try (var spool = Spool.of(2)) {
                                    try {
                                        spool.write(new byte[3]);
                                        spool.writeAll(new ByteArrayInputStream(new byte[5]));
                                    } finally {
                                        file.set(spool.file());
                                    }
                                }
                            })
                            .check(() ->
                                    assertThat(file.get().filter(Files::exists)).isEmpty());
                }),
                new Scene("Spool.moveTo", _ -> {
                    var target = target();
                    return Play.of(() -> {
                                try (var spool = Spool.of(9)) {
                                    spool.write(new byte[3]);
                                    spool.moveTo(target);
                                }
                            })
                            .check(() -> delete(target));
                }));
    }

    private static Path target() {
        try {
            return Files.createTempFile("heddle", ".moved");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
