package heddle.fetch.bytes;

import java.io.IOException;
import java.io.InputStream;

/// A stream that is made of nothing but [reads into an array][#read(byte\[\], int, int)].
public abstract class ArrayInput extends InputStream {
    @Override
    public final int read() throws IOException {
        return one(this);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    /// The next byte of a stream, by an array of one.
    static int one(InputStream stream) throws IOException {
        byte[] one = new byte[1];
        return stream.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
