package heddle.fetch.job;

import heddle.fetch.bytes.ArrayInput;
import heddle.fetch.list.ListSource;
import heddle.fetch.output.Mark;
import heddle.fetch.output.OutputException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of a list that come as a stream, and the copy of them in the job folder.
///
/// When the job goes on, the stream is expected again from its beginning, and compared with the copy as far as that
/// goes, so that another list is noticed; what follows is added to the copy. Once the whole stream has been copied,
/// an empty stream will do, and the copy is read. The copy counts as an output: what a checkpoint has not seen of it
/// is cut off.
///
/// The reading thread reads; the checkpoint thread asks for the [#mark] and lets it [#sync].
final class Spool extends ArrayInput implements ListSource {
    private final Path folder;
    private final String file;
    private final Path path;
    private final ListSource source;
    private final Whole whole;
    private final boolean isWhole;
    private final long keptBytes;

    private @Nullable InputStream stream;
    private @Nullable InputStream copy;

    /// Not a channel: the reading thread is interrupted when the job is stopped, and a channel would be closed by
    /// that, before the last checkpoint.
    private volatile @Nullable RandomAccessFile written;

    private long position;
    private volatile long bytes;
    private boolean isCopyAll;

    /// What becomes of the stream when it has been copied whole.
    enum Whole {
        /// It is given again, or is empty.
        COMPARED,
        /// It is not opened any more.
        LEFT
    }

    /// @param file what the copy is called
    Spool(Path folder, String file, ListSource source, Whole whole, SavedJob saved) {
        this.folder = folder;
        this.file = file;
        this.path = folder.resolve(file);
        this.source = source;
        this.whole = whole;
        this.isWhole = saved.isListRead();
        keptBytes = saved.marks().stream()
                .filter(mark -> mark.file().equals(file))
                .mapToLong(Mark::bytes)
                .findFirst()
                .orElse(0);
        bytes = keptBytes;
        isCopyAll = isWhole && whole == Whole.LEFT;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public InputStream open() throws IOException {
        try {
            RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
            opened.setLength(keptBytes);
            opened.seek(keptBytes);
            written = opened;
            copy = new FileInputStream(path.toFile());
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
        return this;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (isCopyAll) {
            return copy().read(buffer, offset, length);
        }
        int read = stream().read(buffer, offset, length);
        if (read < 0) {
            return end(buffer, offset, length);
        }
        int known = Math.clamp(keptBytes - position, 0, read);
        compare(buffer, offset, known);
        if (read > known) {
            append(buffer, offset + known, read - known);
        }
        position += read;
        bytes = Math.max(keptBytes, position);
        return read;
    }

    private int end(byte[] buffer, int offset, int length) throws IOException {
        if (position >= keptBytes) {
            return -1;
        }
        if (position > 0) {
            throw other("ended after %,d bytes, and had %,d before".formatted(position, keptBytes));
        }
        if (!isWhole) {
            throw new IOException(source.name()
                    + " is empty, and only its first %,d bytes are in %s; give it once more"
                            .formatted(keptBytes, path));
        }
        isCopyAll = true;
        return copy().read(buffer, offset, length);
    }

    private void compare(byte[] buffer, int offset, int length) throws IOException {
        byte[] before = copy().readNBytes(length);
        if (!Arrays.equals(before, 0, before.length, buffer, offset, offset + length)) {
            throw other("is not the same within the first %,d bytes".formatted(position + length));
        }
    }

    private void append(byte[] buffer, int offset, int length) throws IOException {
        if (isWhole) {
            throw other("has more than the %,d bytes that it had before".formatted(keptBytes));
        }
        RandomAccessFile open = written;
        try {
            if (open != null) {
                open.write(buffer, offset, length);
            }
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private OtherJobException other(String difference) {
        return new OtherJobException(folder, "holds a job with another list: " + source.name() + " " + difference);
    }

    private InputStream copy() {
        return Objects.requireNonNull(copy, "the list has not been opened");
    }

    private InputStream stream() throws IOException {
        InputStream opened = stream;
        if (opened == null) {
            opened = source.open();
            stream = opened;
        }
        return opened;
    }

    @Override
    public int available() throws IOException {
        return isCopyAll ? copy().available() : stream().available();
    }

    boolean isOnce() {
        return whole == Whole.LEFT;
    }

    /// How much of the list the copy has.
    Mark mark() {
        return new Mark(file, bytes);
    }

    /// Returns when that would survive a loss of power.
    void sync() throws OutputException {
        RandomAccessFile open = written;
        try {
            if (open != null) {
                open.getFD().sync();
            }
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    /// The copy stays open for the last checkpoint, and is closed with the process: it holds nothing back.
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
