package heddle.fetch.output.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Frames of zstd (RFC 8878), each with a checksum.
public final class ZstdFrames extends Members {
    private static final int LEVEL = 3;

    private final ZstdOutputStreamNoFinalizer zstd;

    ZstdFrames(OutputStream target) throws IOException {
        zstd = new ZstdOutputStreamNoFinalizer(new StaysOpen(target), LEVEL);
        zstd.setChecksum(true);
        zstd.setCloseFrameOnFlush(true);
    }

    /// Throws when zstd-jni is not among the jars, or has no build for this machine.
    public static void require(Path output) throws OutputException {
        try {
            Zstd.compress(new byte[0]);
        } catch (LinkageError e) {
            String advice = "zstd cannot be used (" + e.getMessage()
                    + "); put zstd-jni among the jars, or choose another format";
            throw new OutputException(output, new IOException(advice, e));
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        zstd.write(bytes, offset, length);
    }

    /// Only [#endMember] ends a frame.
    @Override
    public void flush() {}

    @Override
    public void endMember() throws IOException {
        zstd.flush();
    }

    @Override
    public void close() throws IOException {
        zstd.close();
    }

    /// The library closes what it writes to.
    private static final class StaysOpen extends OutputStream {
        private final OutputStream target;

        StaysOpen(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int one) throws IOException {
            target.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }
    }
}
