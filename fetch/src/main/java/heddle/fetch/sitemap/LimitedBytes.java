package heddle.fetch.sitemap;

import heddle.fetch.bytes.ArrayFilter;
import java.io.IOException;
import java.io.InputStream;

/// A stream that is an error beyond so many bytes.
final class LimitedBytes extends ArrayFilter {
    private final long bytesMax;
    private long left;

    LimitedBytes(InputStream source, long bytesMax) {
        super(source);
        this.bytesMax = bytesMax;
        left = bytesMax;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new SitemapException("it is larger than the " + bytesMax + " bytes that a sitemap may have");
        }
        return read;
    }
}
