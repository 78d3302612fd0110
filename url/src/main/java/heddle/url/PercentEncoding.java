package heddle.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent escapes: written where a set asks for them, left alone where they stand, and read for hosts.
final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int REPLACEMENT = 0xFFFD;

    private PercentEncoding() {}

    /// Appends a range of `text`, escaping the UTF-8 bytes of what is in the set. An unpaired surrogate counts as
    /// U+FFFD.
    static void append(StringBuilder out, CharSequence text, int from, int to, EncodeSet set) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (set.has(c)) {
                out.append(text, plain, i);
                if (c < 0x80) {
                    appendByte(out, c);
                } else {
                    int codePoint = codePointAt(text, i, to);
                    appendUtf8(out, codePoint);
                    i += Character.charCount(codePoint) - 1;
                }
                plain = i + 1;
            }
        }
        out.append(text, plain, to);
    }

    /// Appends one byte as `%` and two upper-case digits.
    static void appendByte(StringBuilder out, int b) {
        out.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
    }

    /// The text that the escapes of a range stand for, or null if their bytes are not UTF-8.
    static @Nullable String decode(CharSequence text, int from, int to) {
        try {
            var utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text, from, to));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decodedBytes(utf8)))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /// The bytes of a text in UTF-8, with those that its escapes stand for.
    static byte[] decodedBytes(String text) {
        return decodedBytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] decodedBytes(ByteBuffer utf8) {
        var bytes = new ByteArrayOutputStream(utf8.remaining());
        while (utf8.hasRemaining()) {
            byte b = utf8.get();
            if (b == '%' && utf8.remaining() >= 2) {
                int value = hexValue(utf8.get(utf8.position())) << 4 | hexValue(utf8.get(utf8.position() + 1));
                if (value >= 0) {
                    b = (byte) value;
                    utf8.position(utf8.position() + 2);
                }
            }
            bytes.write(b);
        }
        return bytes.toByteArray();
    }

    /// The value of a hexadecimal digit, or -1.
    static int hexValue(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private static int codePointAt(CharSequence text, int i, int to) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) {
            return c;
        }
        boolean isPair = Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1));
        return isPair ? Character.toCodePoint(c, text.charAt(i + 1)) : REPLACEMENT;
    }

    private static void appendUtf8(StringBuilder out, int codePoint) {
        if (codePoint < 0x800) {
            appendByte(out, 0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                appendByte(out, 0xE0 | (codePoint >> 12));
            } else {
                appendByte(out, 0xF0 | (codePoint >> 18));
                appendByte(out, 0x80 | ((codePoint >> 12) & 0x3F));
            }
            appendByte(out, 0x80 | ((codePoint >> 6) & 0x3F));
        }
        appendByte(out, 0x80 | (codePoint & 0x3F));
    }
}
