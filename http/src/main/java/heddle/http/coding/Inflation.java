package heddle.http.coding;

import heddle.http.DecodingException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One compressed stream inside a coding: the JDK's inflater on a [CodedInput]. Takes exactly the stream's bytes.
final class Inflation implements Stage {
    private final String coding;
    private final CodedInput input;
    private final Inflater inflater;

    private Inflation(String coding, CodedInput input, Inflater inflater) {
        this.coding = coding;
        this.input = input;
        this.inflater = inflater;
    }

    /// Without a frame (RFC 1951).
    static Inflation raw(String coding, CodedInput input) {
        return new Inflation(coding, input, new Inflater(true));
    }

    /// In zlib's frame, whose checksum the inflater checks (RFC 1950).
    static Inflation zlib(String coding, CodedInput input) {
        return new Inflation(coding, input, new Inflater(false));
    }

    /// Bytes, or starved, or the end of the compressed stream. Throws [DecodingException] when it is cut or
    /// corrupt.
    @Override
    public int read(byte[] target, int offset, int length) {
        while (true) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                return END;
            }
            if (inflater.needsDictionary()) {
                throw DecodingException.corrupt(coding, "it needs a preset dictionary, which HTTP does not have", null);
            }
            if (!input.hasBytes()) {
                return starved();
            }
        }
    }

    /// Makes ready for another stream.
    void reset() {
        inflater.reset();
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] target, int offset, int length) {
        try {
            return input.inflate(inflater, target, offset, length);
        } catch (DataFormatException e) {
            String detail = "%s near byte %d".formatted(e.getMessage(), input.bytesTaken());
            throw DecodingException.corrupt(coding, detail, e);
        }
    }

    private int starved() {
        if (input.hasEnded()) {
            throw DecodingException.cut(
                    coding, "it ends after %d bytes inside compressed data".formatted(input.bytesTaken()));
        }
        return STARVED;
    }
}
