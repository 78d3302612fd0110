package heddle.fetch.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The first line of a list that is not blank, by which its format shows.
///
/// @param line without its end
record Head(String line) {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /// So many of the first bytes, or all that there are; the stream is where it was.
    static byte[] bytes(InputStream source, int count) throws IOException {
        source.mark(count);
        byte[] bytes = source.readNBytes(count);
        source.reset();
        return bytes;
    }

    /// The first line, or what there is of it among so many bytes; the stream is where it was.
    static Head line(InputStream source, int bytesMax) throws IOException {
        source.mark(bytesMax);
        byte[] bytes = new byte[bytesMax];
        int count = 0;
        int read = 0;
        String line = "";
        boolean isWhole = false;
        while (!isWhole && read >= 0 && count < bytesMax) {
            read = source.read(bytes, count, bytesMax - count);
            count += Math.max(0, read);
            line = firstLine(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            isWhole = line.endsWith("\n");
        }
        source.reset();
        return new Head(line.strip());
    }

    /// With its end, if that is there.
    private static String firstLine(String text) {
        String rest = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        String stripped = rest.stripLeading();
        int end = stripped.indexOf('\n');
        return end < 0 ? stripped : stripped.substring(0, end + 1);
    }

    /// Whether it begins as XML does, which no URL can.
    boolean isMarkup() {
        return line.startsWith("<");
    }

    /// What kind of table it is that has this column among others.
    Optional<InputFormat> table(String column) {
        boolean isUrl = line.contains("://");
        if (isUrl || line.startsWith("{") || line.startsWith("#")) {
            return Optional.empty();
        }
        if (names("\t").contains(column)) {
            return Optional.of(InputFormat.TSV);
        }
        return names(",").contains(column) ? Optional.of(InputFormat.CSV) : Optional.empty();
    }

    /// The names that the line has, if there are several; read roughly, since names with separators in them are not
    /// looked for.
    private List<String> names(String separator) {
        List<String> names = Arrays.stream(line.split(separator, -1))
                .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                .toList();
        return names.size() > 1 ? names : List.of();
    }
}
