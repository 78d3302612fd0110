package heddle.fetch.sitemap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that is an error beyond so many bytes.
final class LimitedBytes extends FilterInputStream {
    private final long bytesMax;
    private long left;

    LimitedBytes(InputStream source, long bytesMax) {
        super(source);
        this.bytesMax = bytesMax;
        left = bytesMax;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new SitemapException("it is larger than the " + bytesMax + " bytes that a sitemap may have");
        }
        return read;
    }
}
