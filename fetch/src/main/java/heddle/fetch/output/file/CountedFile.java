package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A growing file as a stream that knows how long it is. The file is locked while it is open, against a second run
/// in the same folder. One thread at a time.
public final class CountedFile extends OutputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final DiskFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;
    private long synced;

    private CountedFile(DiskFile file, long keptBytes) {
        this.file = file;
        written = keptBytes;
        synced = keptBytes;
    }

    /// Makes the file, or cuts one that is there to so many bytes, to go on from there.
    public static CountedFile open(Path path, long keptBytes, Disk disk) throws IOException {
        DiskFile file = disk.open(path);
        try {
            claim(file, keptBytes);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new CountedFile(file, keptBytes);
    }

    private static void claim(DiskFile file, long keptBytes) throws IOException {
        if (!file.tryLock()) {
            throw new IOException("another run is writing it; wait for it, or choose another folder");
        }
        long bytes = file.bytes();
        if (bytes < keptBytes) {
            throw new IOException("it has " + bytes + " bytes, and the job that it belongs to had written " + keptBytes
                    + "; put it back as it was, or start over");
        }
        file.cutTo(keptBytes);
    }

    /// How long the file is, with what is still in memory.
    public long bytes() {
        return written + buffer.position();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length > buffer.capacity()) {
            writeThrough(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
        }
    }

    /// Writes what is in memory. When there is no room for all of it on the disk, none of it stays there, so that the
    /// file ends where the last flush ended.
    @Override
    public void flush() throws IOException {
        if (buffer.position() > 0) {
            writeThrough(buffer.flip());
            buffer.clear();
        }
    }

    private void writeThrough(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        try {
            file.write(bytes);
            written += length;
        } catch (IOException e) {
            takeBack();
            throw e;
        }
    }

    private void takeBack() {
        try {
            file.cutTo(written);
        } catch (IOException torn) {
            // The failure that is told already says that the file is not to be trusted.
        }
    }

    /// Returns when all that was written would survive a loss of power.
    public void sync() throws IOException {
        flush();
        if (synced < written) {
            file.sync();
            synced = written;
        }
    }

    /// Closes the file; what is still in memory is lost unless it was flushed.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
