package heddle.fetch.list;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import heddle.fetch.bytes.ArrayFilter;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// How a list is compressed, by its first bytes.
public enum Compression {
    NONE,
    /// RFC 1952, any number of members.
    GZIP,
    /// RFC 8878, any number of frames.
    ZSTD;

    private static final int MAGIC_BYTES = 4;

    private static final int BUFFER_BYTES = 64 * 1024;

    /// That of a stream, which has marks and is where it was then. Waits for its first bytes.
    public static Compression of(InputStream source) throws IOException {
        source.mark(MAGIC_BYTES);
        byte[] magic = source.readNBytes(MAGIC_BYTES);
        source.reset();
        return of(magic);
    }

    private static Compression of(byte[] magic) {
        if (magic.length >= 2 && at(magic, 0) == 0x1F && at(magic, 1) == 0x8B) {
            return GZIP;
        }
        if (magic.length < MAGIC_BYTES) {
            return NONE;
        }
        int number = at(magic, 0) | at(magic, 1) << 8 | at(magic, 2) << 16 | at(magic, 3) << 24;
        boolean isFrame = number == 0xFD2FB528;
        boolean isSkippableFrame = (number & 0xFFFFFFF0) == 0x184D2A50;
        return isFrame || isSkippableFrame ? ZSTD : NONE;
    }

    private static int at(byte[] magic, int index) {
        return magic[index] & 0xFF;
    }

    /// The bytes behind it, with marks; the stream is closed with these. Of what is damaged there come all bytes before
    /// the damage, in whatever pieces it came.
    public InputStream decoded(String name, InputStream source) throws IOException {
        return switch (this) {
            case NONE -> source;
            case GZIP -> buffered(name, new Gzip(source));
            case ZSTD -> buffered(name, zstd(name, source));
        };
    }

    private static InputStream buffered(String name, InputStream decoder) {
        return new BufferedInputStream(new Decoded(name, decoder), BUFFER_BYTES);
    }

    private static InputStream zstd(String name, InputStream source) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(new ZstdParts(source));
        } catch (LinkageError absent) {
            throw new IOException(name + " is compressed by zstd, which needs zstd-jni and its native build", absent);
        }
    }

    /// Any number of members. The JDK's decoder keeps to itself what it had made of the bytes before the damage in the
    /// same call; asked again, it fails again.
    private static final class Gzip extends GZIPInputStream {
        Gzip(InputStream source) throws IOException {
            super(new NeverZero(source), BUFFER_BYTES);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long before = inf.getBytesWritten();
            try {
                return super.read(buffer, offset, length);
            } catch (ZipException damage) {
                long made = inf.getBytesWritten() - before;
                if (made > 0) {
                    return (int) made;
                }
                throw damage;
            }
        }
    }

    /// The JDK's decoder takes a source with nothing ready for one that has ended, and would miss the members of gzip
    /// that come later.
    private static final class NeverZero extends FilterInputStream {
        NeverZero(InputStream source) {
            super(source);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    /// Says of which list it was that its bytes broke off or made no sense. Only what is decoded counts as ready: a
    /// buffer above goes on while anything is, and loses what it has when that fails.
    private static final class Decoded extends ArrayFilter {
        private final String name;

        Decoded(String name, InputStream decoder) {
            super(decoder);
            this.name = name;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw new IOException(name + " cannot be decompressed: " + e.getMessage(), e);
            }
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
