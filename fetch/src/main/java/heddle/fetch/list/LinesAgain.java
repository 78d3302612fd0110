package heddle.fetch.list;

import java.io.Closeable;
import java.io.IOException;

/// A list whose lines can be read once more, from any place, while others read it; for one thread at a time. Reading
/// blocks as files do.
public interface LinesAgain extends Closeable {
    /// The lines from there on.
    ///
    /// @param position as [UrlLines#position] gave it
    /// @param bytes    how much is likely to be wanted, so that it is read at once
    UrlLines from(long position, long bytes) throws IOException;
}
