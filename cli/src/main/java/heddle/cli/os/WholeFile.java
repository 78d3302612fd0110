package heddle.cli.os;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file that is there whole or not at all: what is written goes beside it, to `NAME.part`, and takes its name
/// once it is [kept][#keep]. When that never happens, by a failure or because a signal ends the process, the part
/// is removed and what the file held before stays.
///
/// What is no regular file (`/dev/null`, a pipe, a link) is written as it is.
public final class WholeFile implements AutoCloseable {
    private final Path file;
    private final @Nullable Path part;
    private final OutputStream out;
    private final Thread remover = new Thread(this::remove);

    private WholeFile(Path file, @Nullable Path part) throws IOException {
        this.file = file;
        this.part = part;
        out = Files.newOutputStream(part == null ? file : part);
        if (part != null) {
            Runtime.getRuntime().addShutdownHook(remover);
        }
    }

    /// Begins to write `file`.
    public static WholeFile open(Path file) throws IOException {
        boolean isSpecial =
                Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        return new WholeFile(file, isSpecial ? null : file.resolveSibling(file.getFileName() + ".part"));
    }

    /// Where it is written.
    public OutputStream out() {
        return out;
    }

    /// Says that all is written.
    public void keep() throws IOException {
        out.close();
        if (part != null) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            remove();
        } finally {
            unhook();
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException ending) {
            // The process is ending, and the hook has its own say.
        }
    }

    private void remove() {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException leftBehind) {
            // Its name says that it is only a part.
        }
    }
}
