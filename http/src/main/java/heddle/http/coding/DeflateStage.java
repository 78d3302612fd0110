package heddle.http.coding;

import heddle.http.DecodingException;
import org.jspecify.annotations.Nullable;

/// The coding `deflate` (RFC 9110, 8.4.1.2): zlib's frame by the book, a bare compressed stream from servers that
/// took the name at its word. The first byte tells which: its low half is 8 in every zlib frame, which a bare
/// stream could only have with padding that no encoder writes. A body of no bytes at all decodes to nothing, as
/// browsers see it.
final class DeflateStage implements Stage {
    static final String CODING = "deflate";

    private final CodedInput input;
    private @Nullable Inflation stream;

    DeflateStage(CodedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (stream == null) {
            if (!input.hasBytes()) {
                return input.hasEnded() ? END : STARVED;
            }
            boolean isZlib = (input.peek() & 0x8F) == 8;
            stream = isZlib ? Inflation.zlib(CODING, input) : Inflation.raw(CODING, input);
        }
        int count = stream.read(target, offset, length);
        return count == END ? afterStream() : count;
    }

    private int afterStream() {
        if (input.hasBytes()) {
            String detail = "bytes follow its end at byte %d".formatted(input.bytesTaken());
            throw DecodingException.corrupt(CODING, detail, null);
        }
        return input.hasEnded() ? END : STARVED;
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
