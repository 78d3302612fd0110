package heddle.fetch.list;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// A list being read, front to back, by one thread at a time. Reading blocks as the source does.
public interface UrlLines extends Closeable {
    /// The next line that stands for something to fetch; empty at the end of the list.
    Optional<ListLine> next() throws IOException;

    /// Whether [#next] would bring another line without waiting for the source; false when that is not certain.
    boolean isReady() throws IOException;
}
