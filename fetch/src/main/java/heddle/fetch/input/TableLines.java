package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of CSV or TSV, below a row with the names of the columns.
///
/// They are cut as if every byte were a character, which the syntax of both does not notice; only the fields that
/// are wanted are decoded. So a row that is not UTF-8 is one bad line.
final class TableLines implements UrlLines {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final InputStream bytes;
    private final String name;
    private final Columns columns;
    private final RowLine rows;
    private final CloseableIterator<CsvRecord> records;
    private final List<Integer> kept = new ArrayList<>();
    private int url;

    private TableLines(InputStream bytes, String name, char separator, Columns columns) {
        this.bytes = bytes;
        this.name = name;
        this.columns = columns;
        rows = new RowLine(name, "line", columns.url());
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(bytes, ISO_8859_1))
                .iterator();
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
        Optional<CsvRecord> first = record();
        if (first.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (String field : first.get().getFields()) {
            String text = names.isEmpty() && field.startsWith(BYTE_ORDER_MARK) ? field.substring(3) : field;
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

    private Optional<CsvRecord> record() throws IOException {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException e) {
            throw new IOException(name + " cannot be read: " + e.getMessage(), e);
        } catch (CsvParseException e) {
            throw new IOException(name + " cannot be read as a table: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        return record().map(this::line);
    }

    private ListLine line(CsvRecord row) {
        long number = row.getStartingLineNumber();
        String text = url < row.getFieldCount() ? row.getField(url) : "";
        try {
            List<Cell> cells = new ArrayList<>(kept.size());
            for (int column = 0; column < kept.size(); column++) {
                if (kept.get(column) < row.getFieldCount()) {
                    cells.add(Cell.text(columns.kept().get(column), decoded(row.getField(kept.get(column)))));
                }
            }
            return rows.line(number, decoded(text), cells);
        } catch (CharacterCodingException malformed) {
            return rows.bad(number, text, "is not UTF-8; convert the list");
        }
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
        return bytes.available() > 0;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
