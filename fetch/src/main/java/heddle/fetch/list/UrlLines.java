package heddle.fetch.list;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// A list being read, front to back, by one thread at a time. Reading blocks as the source does.
public interface UrlLines extends Closeable {
    /// The next line that stands for something to fetch; empty at the end of the list.
    Optional<ListLine> next() throws IOException;

    /// Passes over the next such line; false at the end of the list.
    default boolean skip() throws IOException {
        return next().isPresent();
    }

    /// Where the list has been read to, for [LinesAgain#from]; of no meaning for a list that cannot be read again.
    default long position() {
        return 0;
    }

    /// Whether [#next] would bring another line without waiting for the source; false when that is not certain.
    boolean isReady() throws IOException;
}
