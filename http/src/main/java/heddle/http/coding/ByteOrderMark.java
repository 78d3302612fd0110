package heddle.http.coding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes at the start of a text that tell its encoding (WHATWG Encoding, 6, "BOM sniff").
enum ByteOrderMark {
    UTF_8(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
    UTF_16BE(StandardCharsets.UTF_16BE, "\u00FE\u00FF"),
    UTF_16LE(StandardCharsets.UTF_16LE, "\u00FF\u00FE");

    private final Charset charset;
    /// A character a byte.
    private final String mark;

    ByteOrderMark(Charset charset, String mark) {
        this.charset = charset;
        this.mark = mark;
    }

    /// The mark that a text begins with.
    static Optional<ByteOrderMark> of(byte[] text) {
        for (ByteOrderMark mark : values()) {
            if (mark.begins(text)) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    Charset charset() {
        return charset;
    }

    int length() {
        return mark.length();
    }

    private boolean begins(byte[] text) {
        for (int i = 0; i < mark.length(); i++) {
            if (i == text.length || (text[i] & 0xFF) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
