package heddle.client.sendfile;

import heddle.async.Async;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/// A file whose bytes go from the kernel's page cache into a socket, and not through this process (sendfile(2)).
///
/// The I/O thread must not wait for a disk. So what is about to be sent is [read][#load] before, on a thread of its
/// own, into a buffer that nobody looks at: that brings it into the page cache, where sendfile finds it.
///
/// What regions are sent from stays open until it and all of them are released: a descriptor that was closed too early
/// could be another file's by the time that the kernel looks at it. So it is not the one that is read, which an
/// interruption of its thread closes.
public final class SentFile implements AutoCloseable {
    /// Nobody looks at what is in it, so whoever reads may write to it, several at once, too.
    private static final ByteBuffer SCRATCH = ByteBuffer.allocateDirect(64 << 10);

    private final FileChannel read;
    private final FileChannel sent;
    private final AtomicInteger users = new AtomicInteger(1);

    private SentFile(FileChannel read, FileChannel sent) {
        this.read = read;
        this.sent = sent;
    }

    /// Opens a file. Parks.
    public static SentFile open(Path path) throws IOException {
        return Async.toThread(() -> {
            FileChannel read = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new SentFile(read, FileChannel.open(path, StandardOpenOption.READ));
            } catch (IOException failure) {
                read.close();
                throw failure;
            }
        });
    }

    /// Has the kernel read up to so many bytes from there, and returns how many there are: fewer at the end alone.
    /// Parks.
    public int load(long position, int bytesMax) throws IOException {
        return Async.toThread(() -> {
            ByteBuffer scratch = SCRATCH.duplicate();
            int loaded = 0;
            while (loaded < bytesMax) {
                int most = Math.min(scratch.capacity(), bytesMax - loaded);
                int count = read.read(scratch.clear().limit(most), position + loaded);
                if (count < 0) {
                    break;
                }
                loaded += count;
            }
            return loaded;
        });
    }

    /// Some of it, to be written to a channel or released.
    public FileRegion region(long position, int bytes) {
        users.incrementAndGet();
        return new Region(position, bytes);
    }

    @Override
    public void close() throws IOException {
        read.close();
        leave();
    }

    private void leave() throws IOException {
        if (users.decrementAndGet() == 0) {
            sent.close();
        }
    }

    /// As Netty's, but that it leaves the file open for the next.
    private final class Region extends DefaultFileRegion {
        Region(long position, int bytes) {
            super(sent, position, bytes);
        }

        @Override
        protected void deallocate() {
            try {
                leave();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
