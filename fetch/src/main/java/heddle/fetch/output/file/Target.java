package heddle.fetch.output.file;

import heddle.fetch.output.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The files that an [OutputThread] writes; only that thread calls it. All calls block.
///
/// @param <T> what is written, whole
public interface Target<T> extends Closeable {
    /// Writes one of them.
    void write(T item) throws IOException;

    /// Forces all that was written to the disk, in such a way that the files can be cut here, and says how far they
    /// have got; see [heddle.fetch.output.Boundary#sync].
    List<Mark> sync() throws IOException;

    /// What [#sync] told of last has been saved.
    void saved() throws IOException;

    /// Nothing follows, and nothing has failed: completes what has been saved.
    void complete() throws IOException;
}
