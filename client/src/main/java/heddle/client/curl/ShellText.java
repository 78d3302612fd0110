package heddle.client.curl;

/// Quotes bytes for a POSIX shell, so that it gives back the same ones whatever they are, in ASCII alone: the command
/// may be copied through anything.
final class ShellText {
    private ShellText() {}

    /// One word. What can be seen stands in single quotes, anything else goes through `printf`; a NUL no word of a
    /// shell can hold.
    static String word(byte[] bytes) {
        return isVisible(bytes) ? quoted(visible(bytes)) : "\"$(printf " + format(bytes) + ")\"";
    }

    /// Whether it can be shown as it is.
    static boolean isVisible(byte[] bytes) {
        for (byte each : bytes) {
            if (!isVisible(each) && each != '\n' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(byte each) {
        return each >= ' ' && each < 0x7F;
    }

    private static String visible(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            text.append((char) each);
        }
        return text.toString();
    }

    /// The quoted format that has `printf` write these bytes. A first hyphen would be taken for an option.
    static String format(byte[] bytes) {
        var format = new StringBuilder(2 * bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte each = bytes[i];
            boolean isPlain = isVisible(each) && !(i == 0 && each == '-');
            format.append(
                    !isPlain
                            ? "\\%03o".formatted(each & 0xFF)
                            : each == '\\' ? "\\\\" : each == '%' ? "%%" : Character.toString(each));
        }
        return quoted(format.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
