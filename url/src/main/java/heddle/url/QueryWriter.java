package heddle.url;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/// Writes a query in the charset of the document it comes from: the query state of the URL Standard and its
/// *percent-encode after encoding*.
final class QueryWriter {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out;
    private final EncodeSet set;
    private final Charset charset;
    private final boolean isUtf8;
    private final ByteBuffer bytes = ByteBuffer.allocate(256);

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
            return;
        }
        var encoder = charset.newEncoder();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || isRefused(text.charAt(i))) {
                append(encoder, CharBuffer.wrap(text, start, i));
                if (i < to) {
                    reference(text.charAt(i) < ' ' ? REPLACEMENT : text.charAt(i));
                }
                start = i + 1;
            }
        }
        encoder.flush(bytes);
        drain();
    }

    private void append(CharsetEncoder encoder, CharBuffer input) {
        CoderResult result;
        do {
            result = encoder.encode(input, bytes, true);
            drain();
            if (result.isError()) {
                reference(result.isMalformed() ? REPLACEMENT : Character.codePointAt(input, 0));
                input.position(input.position() + result.length());
            }
        } while (!result.isUnderflow());
    }

    /// What the Encoding Standard does not write though the JDK does: escapes that would switch charsets, and a
    /// private character.
    private boolean isRefused(char c) {
        return switch (charset.name()) {
            case "ISO-2022-JP" -> c == 0x0E || c == 0x0F || c == 0x1B;
            case "GB18030" -> c == 0xE5E5;
            default -> false;
        };
    }

    /// What the charset lacks is written as an HTML reference, `&#8224;`, escaped.
    private void reference(int codePoint) {
        out.append("%26%23").append(codePoint).append("%3B");
    }

    private void drain() {
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
