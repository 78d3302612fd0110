package heddle.fetch.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// The local disk until a certain call, at which it stops for good, a write half done: what a process that is
/// killed there leaves behind. Closing goes on working, since the system closes the files of the dead.
public final class BreakingDisk implements Disk {
    /// A call that is never made.
    public static final int NEVER = 1 << 30;

    private final int last;
    private final String reason;
    private final AtomicInteger calls = new AtomicInteger();

    /// Breaks at this call, the first being 1.
    public BreakingDisk(int last, String reason) {
        this.last = last;
        this.reason = reason;
    }

    /// Whether it has come to that.
    public boolean isBroken() {
        return calls.get() >= last;
    }

    /// Breaks at the next call.
    public void breakNow() {
        calls.set(last - 1);
    }

    private void step() throws IOException {
        if (calls.incrementAndGet() >= last) {
            throw new IOException(reason);
        }
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        step();
        return new BreakingFile(Disk.LOCAL.open(file));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        Disk.LOCAL.makeFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        Disk.LOCAL.delete(file);
    }

    @Override
    public void rename(Path file, Path renamed) throws IOException {
        step();
        Disk.LOCAL.rename(file, renamed);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step();
        Disk.LOCAL.syncFolder(folder);
    }

    private final class BreakingFile implements DiskFile {
        private final DiskFile file;

        BreakingFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public boolean tryLock() throws IOException {
            return file.tryLock();
        }

        @Override
        public long bytes() throws IOException {
            return file.bytes();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int call = calls.incrementAndGet();
            if (call == last) {
                file.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
            }
            if (call >= last) {
                throw new IOException(reason);
            }
            file.write(bytes);
        }

        @Override
        public void cutTo(long bytes) throws IOException {
            step();
            file.cutTo(bytes);
        }

        @Override
        public void sync() throws IOException {
            step();
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
