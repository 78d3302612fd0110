package heddle.fetch.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads lines of a file again.
///
/// Not by a channel: an interrupt, by which a job is stopped, would close that one before its end.
final class FileAgain implements LinesAgain {
    private final Path path;
    private final LineFormat format;
    private @Nullable RandomAccessFile file;

    FileAgain(Path path, LineFormat format) {
        this.path = path;
        this.format = format;
    }

    @Override
    public UrlLines from(long position, long bytes) throws IOException {
        RandomAccessFile opened = file;
        if (opened == null) {
            opened = new RandomAccessFile(path.toFile(), "r");
            file = opened;
        }
        opened.seek(position);
        int atOnce = (int) Math.min(bytes, Integer.MAX_VALUE);
        return new LineReader(path.toString(), new Rest(opened), format, new LineReader.Start(position, atOnce));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
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
