package heddle.client.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Undoes percent-escapes in the credentials of a URL.
public final class Percent {
    private Percent() {}

    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEscape = c == '%' && isHex(text, i + 1) && isHex(text, i + 2);
            bytes.write(isEscape ? Integer.parseInt(text, i + 1, i + 3, 16) : c);
            i += isEscape ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int index) {
        return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
    }
}
