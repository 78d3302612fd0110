package heddle.fetch.list;

import heddle.fetch.bytes.ArrayInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A list that can be read only once, and what was read of it, in a temporary file, so that it can be read again all
/// the same. The position of a line is that of its record there, by [LineCodec].
///
/// The name of the file is gone as soon as it is open, where the system allows it; it is deleted by [#close] anyway.
public final class CopiedList implements UrlList {
    private static final int BUFFERED_BYTES = 64 * 1024;

    private final UrlList list;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();
    private final DataOutputStream records = new DataOutputStream(buffered);
    private @Nullable RandomAccessFile file;
    private @Nullable Path path;
    private long written;

    private CopiedList(UrlList list) {
        this.list = list;
    }

    /// A list that can be opened once and read again after that.
    public static CopiedList of(UrlList list) {
        return new CopiedList(list);
    }

    @Override
    public UrlLines open() throws IOException {
        lock.lock();
        try {
            Path made = Files.createTempFile("heddle", ".list");
            path = made;
            file = new RandomAccessFile(made.toFile(), "rw");
            unlink(made);
        } finally {
            lock.unlock();
        }
        return new Copying(list.open());
    }

    private static void unlink(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException heldWhileOpen) {
            // Then it goes when it is closed.
        }
    }

    @Override
    public Optional<LinesAgain> again() {
        return Optional.of(new LinesAgain() {
            @Override
            public UrlLines from(long position, long bytes) {
                return new Copies(new Rest(position), Math.clamp(bytes, 1, LineReader.LINE_BYTES_MAX));
            }

            @Override
            public void close() {}
        });
    }

    private void add(ListLine line) throws IOException {
        lock.lock();
        try {
            LineCodec.write(line, records);
            if (buffered.size() >= BUFFERED_BYTES) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    private void flush() throws IOException {
        opened().seek(written);
        opened().write(buffered.toByteArray());
        written += buffered.size();
        buffered.reset();
    }

    private RandomAccessFile opened() {
        return Objects.requireNonNull(file, "the list has not been opened");
    }

    private long position() {
        lock.lock();
        try {
            return written + buffered.size();
        } finally {
            lock.unlock();
        }
    }

    private int read(long position, byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            flush();
            opened().seek(position);
            return opened().read(target, offset, length);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (file != null) {
                file.close();
            }
            if (path != null) {
                unlink(path);
            }
            list.close();
        } finally {
            lock.unlock();
        }
    }

    /// The list itself, while a copy of it is made.
    private final class Copying implements UrlLines {
        private final UrlLines lines;

        Copying(UrlLines lines) {
            this.lines = lines;
        }

        @Override
        public Optional<ListLine> next() throws IOException {
            Optional<ListLine> line = lines.next();
            if (line.isPresent()) {
                add(line.get());
            }
            return line;
        }

        @Override
        public long position() {
            return CopiedList.this.position();
        }

        @Override
        public boolean isReady() throws IOException {
            return lines.isReady();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /// The copy from some place on.
    private final class Rest extends ArrayInput {
        private long position;

        Rest(long position) {
            this.position = position;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = CopiedList.this.read(position, buffer, offset, length);
            position += Math.max(0, read);
            return read;
        }
    }

    /// Lines of the copy. They have no numbers: what is bad has been told.
    private static final class Copies implements UrlLines {
        private final DataInputStream bytes;

        Copies(InputStream copy, int bytesAtOnce) {
            bytes = new DataInputStream(new BufferedInputStream(copy, bytesAtOnce));
        }

        @Override
        public Optional<ListLine> next() throws IOException {
            return LineCodec.read(bytes);
        }

        @Override
        public boolean skip() throws IOException {
            return LineCodec.skip(bytes);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }
}
