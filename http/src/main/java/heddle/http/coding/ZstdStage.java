package heddle.http.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import heddle.http.DecodingException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The coding `zstd` (RFC 8878, RFC 9659), by zstd-jni: any number of frames one after the other, skippable ones
/// included. A body of no bytes at all decodes to nothing; any other byte outside a frame is an error. Outside the
/// heap it holds a window, 8 MiB at most, and two buffers.
final class ZstdStage implements Stage {
    private static final String CODING = NativeCoding.ZSTD.coding();
    private static final int BUFFER_BYTES = 16 << 10;

    private final CodedInput input;
    private final ByteBuffer coded = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private @Nullable ZstdDecompressCtx context;
    private boolean isInFrame;

    /// What the frame says that it decodes to, and what it has.
    private OptionalLong declared = OptionalLong.empty();

    private long decoded;

    ZstdStage(CodedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (!plain.hasRemaining()) {
            if (!isInFrame) {
                if (!beginFrame()) {
                    return betweenFrames();
                }
                continue;
            }
            decompress();
            if (isInFrame && !plain.hasRemaining() && !fill()) {
                return starved("a frame");
            }
        }
        int count = Math.min(length, plain.remaining());
        plain.get(target, offset, count);
        return count;
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /// Whether the head of a frame is there, and right; then the library has it, alone: a frame that it is given in
    /// one piece it reads in another way, which refuses some that come in several.
    private boolean beginFrame() {
        while (coded.remaining() < ZstdFrame.headBytes(coded)) {
            if (!fill()) {
                return false;
            }
        }
        ZstdFrame.check(coded, input.bytesTaken() - coded.remaining());
        declared = ZstdFrame.contentBytes(coded);
        decoded = 0;
        isInFrame = true;
        int end = coded.limit();
        coded.limit(coded.position() + ZstdFrame.headBytes(coded));
        try {
            decompress();
        } finally {
            coded.limit(end);
        }
        return true;
    }

    private int betweenFrames() {
        return input.hasEnded() && !coded.hasRemaining() ? END : starved("the head of a frame");
    }

    private int starved(String where) {
        if (input.hasEnded()) {
            throw DecodingException.cut(
                    CODING, "it ends after %d bytes inside %s".formatted(input.bytesTaken(), where));
        }
        return STARVED;
    }

    /// Moves coded bytes to where the library can see them; whether there was one.
    private boolean fill() {
        if (!input.hasBytes()) {
            return false;
        }
        coded.compact();
        input.take(coded);
        coded.flip();
        return true;
    }

    private void decompress() {
        plain.clear();
        try {
            isInFrame = !opened().decompressDirectByteBufferStream(plain, coded);
        } catch (ZstdException e) {
            String detail = "%s near byte %d".formatted(e.getMessage(), input.bytesTaken() - coded.remaining());
            throw DecodingException.corrupt(CODING, detail, e);
        } finally {
            plain.flip();
        }
        decoded += plain.remaining();
        if (!isInFrame) {
            checkLength();
        }
    }

    /// The library looks at this only for frames that it is given in one piece.
    private void checkLength() {
        if (declared.isPresent() && declared.getAsLong() != decoded) {
            String detail = "a frame of %s bytes ends after %d near byte %d"
                    .formatted(
                            Long.toUnsignedString(declared.getAsLong()),
                            decoded,
                            input.bytesTaken() - coded.remaining());
            throw DecodingException.corrupt(CODING, detail, null);
        }
    }

    private ZstdDecompressCtx opened() {
        ZstdDecompressCtx open = context;
        if (open == null) {
            open = open();
            context = open;
        }
        return open;
    }

    private static ZstdDecompressCtx open() {
        try {
            return new ZstdDecompressCtx();
        } catch (LinkageError failure) {
            NativeCoding.ZSTD.failed();
            throw DecodingException.unavailable(CODING, NativeCoding.ZSTD.library(), failure);
        }
    }
}
