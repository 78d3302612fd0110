package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/// Bytes as a line of text that a person can read and change: what prints stands for itself, but for the backslash;
/// `\n`, `\r`, `\t`, `\\`, and `\xNN` for all else, and for a number sign at the beginning.
final class Escaped {
    private Escaped() {}

    static String line(byte[] bytes) {
        var line = new StringBuilder();
        for (byte octet : bytes) {
            char c = (char) (octet & 0xFF);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                case '#' -> line.append(line.isEmpty() ? "\\x23" : "#");
                default -> line.append(c >= 0x20 && c < 0x7F ? String.valueOf(c) : "\\x%02X".formatted((int) c));
            }
        }
        return line.toString();
    }

    static byte[] bytes(String line) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\\') {
                bytes.writeBytes(line.substring(i, i + 1).getBytes(ISO_8859_1));
                continue;
            }
            char kind = line.charAt(++i);
            switch (kind) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case '\\' -> bytes.write('\\');
                case 'x' -> {
                    bytes.write(Integer.parseInt(line, i + 1, i + 3, 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("no escape begins with \\" + kind + " in " + line);
            }
        }
        return bytes.toByteArray();
    }
}
