package heddle.fetch.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list in a file. The position of a line is that of its first byte.
record FileList(Path path) implements UrlList {
    @Override
    public UrlLines open() throws IOException {
        return new LineReader(path.toString(), Files.newInputStream(path));
    }

    @Override
    public Optional<LinesAgain> again() {
        return Optional.of(new Again(path));
    }

    /// Not a channel: an interrupt, by which a job is stopped, would close that one before its end.
    private static final class Again implements LinesAgain {
        private final Path path;
        private @Nullable RandomAccessFile file;

        Again(Path path) {
            this.path = path;
        }

        @Override
        public UrlLines from(long position, long bytes) throws IOException {
            RandomAccessFile opened = file;
            if (opened == null) {
                opened = new RandomAccessFile(path.toFile(), "r");
                file = opened;
            }
            opened.seek(position);
            return new LineReader(
                    path.toString(), new Rest(opened), position, (int) Math.min(bytes, Integer.MAX_VALUE));
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    /// What is left of a file, which stays open.
    private static final class Rest extends InputStream {
        private final RandomAccessFile file;

        Rest(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return file.read(buffer, offset, length);
        }
    }
}
