package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Scenes of tasks that wait for threads that read and write files.
final class ScenesOfFiles {
    private ScenesOfFiles() {}

    /// A write to a file is not cut once it has begun, and neither is a move; a read from a stream may be.
    static List<Scene> all() {
        return List.of(
                Scene.goingOn("Spool", _ -> {
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
                new Scene(
                        "Spool.writeAll",
                        _ -> Play.of(() -> {
                            try (var spool = Spool.of(9)) {
                                spool.writeAll(new Obedient(new byte[3]));
                            }
                        })),
                Scene.goingOn("Spool.moveTo", _ -> {
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

    /// A stream whose reads end when their thread is interrupted.
    private static final class Obedient extends ByteArrayInputStream {
        Obedient(byte[] bytes) {
            super(bytes);
        }

        @Override
        public byte[] readNBytes(int bytesMax) throws IOException {
            if (Thread.interrupted()) {
                throw new InterruptedIOException();
            }
            return super.readNBytes(bytesMax);
        }
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
