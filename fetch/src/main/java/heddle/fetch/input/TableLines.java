package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of CSV or TSV, below a row with the names of the columns.
///
/// Only the fields that are wanted are decoded. A row that is not UTF-8, or whose quotes make no sense, is a bad line.
final class TableLines implements UrlLines {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final String name;
    private final Columns columns;
    private final RowLine lines;
    private final RowReader rows;
    private final List<Integer> kept = new ArrayList<>();
    private int url;

    private TableLines(InputStream bytes, String name, char separator, Columns columns) {
        this.name = name;
        this.columns = columns;
        lines = new RowLine(name, "line", columns.url());
        rows = new RowReader(bytes, separator);
    }

    /// Reads the names. Throws when those that are wanted are not among them.
    static UrlLines open(ListSource source, char separator, Columns columns) throws IOException {
        InputStream bytes = source.open();
        try {
            TableLines lines = new TableLines(bytes, source.name(), separator, columns);
            lines.readNames();
            return lines;
        } catch (IOException | RuntimeException | Error e) {
            bytes.close();
            throw e;
        }
    }

    private void readNames() throws IOException {
        if (!rows.next()) {
            return;
        }
        String problem = rows.problem();
        if (problem != null) {
            throw new IOException("%s cannot be read as a table: line %d %s".formatted(name, rows.number(), problem));
        }
        List<String> names = new ArrayList<>();
        for (int place = 0; place < rows.fields(); place++) {
            String field = rows.field(place);
            String text = place == 0 && field.startsWith(BYTE_ORDER_MARK) ? field.substring(3) : field;
            names.add(new String(text.getBytes(ISO_8859_1), UTF_8).strip());
        }
        url = place(columns.url(), names);
        for (String column : columns.kept()) {
            kept.add(place(column, names));
        }
    }

    private int place(String column, List<String> names) throws IOException {
        int place = names.indexOf(column);
        if (place < 0) {
            throw new MissingColumnException(name, column, names);
        }
        return place;
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        return rows.next() ? Optional.of(line()) : Optional.empty();
    }

    private ListLine line() {
        String problem = rows.problem();
        if (problem != null) {
            return lines.bad(rows.number(), rows.field(0), problem);
        }
        String text = url < rows.fields() ? rows.field(url) : "";
        try {
            return lines.line(rows.number(), decoded(text), cells());
        } catch (CharacterCodingException malformed) {
            return lines.bad(rows.number(), text, "is not UTF-8; convert the list");
        }
    }

    private List<Cell> cells() throws CharacterCodingException {
        List<Cell> cells = new ArrayList<>(kept.size());
        for (int column = 0; column < kept.size(); column++) {
            if (kept.get(column) < rows.fields()) {
                cells.add(Cell.text(columns.kept().get(column), decoded(rows.field(kept.get(column)))));
            }
        }
        return cells;
    }

    private static String decoded(String bytes) throws CharacterCodingException {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                        .toString();
            }
        }
        return bytes;
    }

    @Override
    public boolean isReady() throws IOException {
        return rows.isReady();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
