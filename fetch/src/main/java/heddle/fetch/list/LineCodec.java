package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import heddle.http.Headers;
import heddle.http.Method;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lines as they stand in a [CopiedList]: a byte for the kind, the length of the rest, the rest. Numbers of lines are
/// left out, and all of what names no URL to fetch: whoever read the list first has been told.
final class LineCodec {
    private static final int ASCII = 0;
    private static final int WIDE = 1;
    private static final int OTHER = 2;
    private static final int WHOLE = 3;

    private LineCodec() {}

    static void write(ListLine line, DataOutputStream target) throws IOException {
        switch (line) {
            case ListLine.Entry entry when entry.listed().particulars().areNone() -> text(entry.url(), target);
            case ListLine.Entry entry -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                whole(entry.listed(), new DataOutputStream(bytes));
                record(WHOLE, bytes.toByteArray(), target);
            }
            case ListLine.Bad _, ListLine.Duplicate _ -> record(OTHER, new byte[0], target);
        }
    }

    private static void text(String text, DataOutputStream target) throws IOException {
        boolean isAscii = text.chars().allMatch(c -> c < 0x80);
        record(isAscii ? ASCII : WIDE, text.getBytes(charset(isAscii ? ASCII : WIDE)), target);
    }

    private static Charset charset(int kind) {
        return kind == ASCII ? ISO_8859_1 : UTF_16BE;
    }

    private static void record(int kind, byte[] content, DataOutputStream target) throws IOException {
        target.writeByte(kind);
        target.writeInt(content.length);
        target.write(content);
    }

    private static void whole(Listed entry, DataOutputStream target) throws IOException {
        text(entry.url(), target);
        Optional<LineRequest> request = entry.particulars().request();
        target.writeBoolean(request.isPresent());
        if (request.isPresent()) {
            text(request.get().method().name(), target);
            target.writeInt(request.get().headers().size());
            for (Headers.Field field : request.get().headers()) {
                text(field.name(), target);
                text(field.value(), target);
            }
            record(OTHER, request.get().body(), target);
        }
        for (Cell cell : entry.particulars().cells()) {
            text(cell.name(), target);
            target.writeBoolean(cell.kind() == Cell.Kind.TEXT);
            text(cell.value(), target);
        }
    }

    /// The next line; empty at the end.
    static Optional<ListLine> read(DataInputStream source) throws IOException {
        int kind = source.read();
        if (kind < 0) {
            return Optional.empty();
        }
        byte[] content = content(source);
        return Optional.of(
                switch (kind) {
                    case OTHER -> new ListLine.Bad(0, "", "");
                    case WHOLE -> whole(new DataInputStream(new ByteArrayInputStream(content)));
                    default -> new ListLine.Entry(0, new String(content, charset(kind)));
                });
    }

    /// Passes over the next line; false at the end.
    static boolean skip(DataInputStream source) throws IOException {
        if (source.read() < 0) {
            return false;
        }
        source.skipNBytes(source.readInt());
        return true;
    }

    private static byte[] content(DataInputStream source) throws IOException {
        int length = source.readInt();
        byte[] content = source.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the copy of the list has been cut");
        }
        return content;
    }

    private static String text(DataInputStream source) throws IOException {
        int kind = source.readByte();
        return new String(content(source), charset(kind));
    }

    private static ListLine whole(DataInputStream source) throws IOException {
        String url = text(source);
        Optional<LineRequest> request = source.readBoolean() ? Optional.of(request(source)) : Optional.empty();
        List<Cell> cells = new ArrayList<>();
        while (source.available() > 0) {
            String name = text(source);
            boolean isText = source.readBoolean();
            String value = text(source);
            cells.add(isText ? Cell.text(name, value) : Cell.json(name, value));
        }
        return new ListLine.Entry(0, new Listed(url, new Particulars(request, cells)));
    }

    private static LineRequest request(DataInputStream source) throws IOException {
        Method method = Method.of(text(source));
        Headers.Builder headers = Headers.builder();
        for (int left = source.readInt(); left > 0; left--) {
            headers.add(text(source), text(source));
        }
        source.readByte();
        return new LineRequest(method, headers.build(), content(source));
    }
}
