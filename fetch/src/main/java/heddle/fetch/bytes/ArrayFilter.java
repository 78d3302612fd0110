package heddle.fetch.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A filter that is made of nothing but [reads into an array][#read(byte\[\], int, int)].
public abstract class ArrayFilter extends FilterInputStream {
    /// One of `source`, which it closes.
    protected ArrayFilter(InputStream source) {
        super(source);
    }

    @Override
    public final int read() throws IOException {
        return ArrayInput.one(this);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
