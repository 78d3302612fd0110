package heddle.fetch.sitemap;

import heddle.fetch.bytes.ArrayFilter;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A stream whose reads are as long as they may be, whatever pieces its source comes in.
///
/// What the JDK's XML parser makes of bytes that are none of its encoding, and which line it tells
/// of them, depends on how much it has at once.
///
/// What cannot be read is told behind what was read before it.
final class FullReads extends ArrayFilter {
    private @Nullable IOException damage;

    FullReads(InputStream source) {
        super(source);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        int read = 0;
        while (damage == null && read >= 0 && count < length) {
            try {
                read = in.read(buffer, offset + count, length - count);
                count += Math.max(0, read);
            } catch (IOException e) {
                damage = e;
            }
        }
        if (count == 0 && damage != null) {
            throw damage;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /// As with the next read all of that is asked for comes, or the end.
    @Override
    public int available() {
        return 0;
    }
}
