package heddle.http.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import heddle.http.DecodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The coding `br` (RFC 7932), by brotli4j: one stream, nothing after it. A body of no bytes at all decodes to
/// nothing, as browsers see it. Outside the heap it holds a window, 16 MiB at most.
final class BrotliStage implements Stage {
    private static final String CODING = NativeCoding.BROTLI.coding();
    private static final int INPUT_BYTES = 8192;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final CodedInput input;
    private DecoderJNI.@Nullable Wrapper stream;

    /// What the library lends until it is called again.
    private ByteBuffer plain = NOTHING;

    BrotliStage(CodedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (stream == null && !input.hasBytes()) {
            return input.hasEnded() ? END : STARVED;
        }
        DecoderJNI.Wrapper open = opened();
        while (!plain.hasRemaining()) {
            if (open.hasOutput()) {
                plain = open.pull();
                continue;
            }
            switch (open.getStatus()) {
                case DONE -> {
                    return afterStream();
                }
                case OK -> open.push(0);
                case NEEDS_MORE_OUTPUT -> plain = open.pull();
                case NEEDS_MORE_INPUT -> {
                    if (!input.hasBytes()) {
                        return starved();
                    }
                    ByteBuffer into = open.getInputBuffer();
                    into.clear();
                    open.push(input.take(into));
                }
                case ERROR -> throw corrupt("bad data, or bytes after its end,");
            }
        }
        int count = Math.min(length, plain.remaining());
        plain.get(target, offset, count);
        return count;
    }

    @Override
    public void close() {
        plain = NOTHING;
        if (stream != null) {
            stream.destroy();
            stream = null;
        }
    }

    private DecoderJNI.Wrapper opened() {
        DecoderJNI.Wrapper open = stream;
        if (open == null) {
            open = open();
            stream = open;
        }
        return open;
    }

    private static DecoderJNI.Wrapper open() {
        try {
            Brotli4jLoader.ensureAvailability();
            return new DecoderJNI.Wrapper(INPUT_BYTES);
        } catch (LinkageError | IOException failure) {
            NativeCoding.BROTLI.failed();
            throw DecodingException.unavailable(CODING, NativeCoding.BROTLI.library(), failure);
        }
    }

    private int afterStream() {
        if (input.hasBytes()) {
            throw corrupt("bytes follow its end");
        }
        return input.hasEnded() ? END : STARVED;
    }

    private int starved() {
        if (input.hasEnded()) {
            throw DecodingException.cut(
                    CODING, "it ends after %d bytes inside compressed data".formatted(input.bytesTaken()));
        }
        return STARVED;
    }

    private DecodingException corrupt(String fault) {
        return DecodingException.corrupt(CODING, "%s near byte %d".formatted(fault, input.bytesTaken()), null);
    }
}
