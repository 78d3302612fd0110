package heddle.url;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;

/// Writes a query in the charset of the document it comes from: the query state of the URL Standard and its
/// *percent-encode after encoding*.
final class QueryWriter {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out;
    private final EncodeSet set;
    private final Charset charset;
    private final boolean isUtf8;

    QueryWriter(StringBuilder out, Scheme scheme, Charset documentCharset) {
        this.out = out;
        set = scheme.isSpecial() ? EncodeSet.SPECIAL_QUERY : EncodeSet.QUERY;
        charset = documentCharset;
        isUtf8 = switch (scheme) {
            case WS, WSS, OTHER -> true;
            case HTTP, HTTPS, FTP, FILE -> charset.name().startsWith("UTF-") || !charset.canEncode();
        };
    }

    void append(String text, int from, int to) {
        if (isUtf8) {
            PercentEncoding.append(out, text, from, to, set);
        } else {
            appendEncoded(CharBuffer.wrap(text, from, to));
        }
    }

    /// Encodes all at once, for some encoders keep a state. What the charset lacks is written as an HTML reference,
    /// `&#8224;`, escaped.
    private void appendEncoded(CharBuffer input) {
        var encoder = charset.newEncoder();
        var bytes = ByteBuffer.allocate(256);
        CoderResult result;
        do {
            result = encoder.encode(input, bytes, true);
            drain(bytes);
            if (result.isError()) {
                int codePoint = result.isMalformed() ? REPLACEMENT : Character.codePointAt(input, 0);
                out.append("%26%23").append(codePoint).append("%3B");
                input.position(input.position() + result.length());
            }
        } while (!result.isUnderflow());
        encoder.flush(bytes);
        drain(bytes);
    }

    private void drain(ByteBuffer bytes) {
        bytes.flip();
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xFF;
            if (set.has(b)) {
                PercentEncoding.appendByte(out, b);
            } else {
                out.append((char) b);
            }
        }
        bytes.clear();
    }
}
