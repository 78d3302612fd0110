package heddle.fetch.input;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of a Parquet file, of which only the columns that are wanted are read. Rows are decoded while others are
/// taken, by one more thread.
final class ParquetLines implements UrlLines {
    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final RowReader row;
    private final Columns columns;
    private final RowLine rows;
    private final String name;
    private long number;

    private ParquetLines(Path path, Columns columns) throws IOException {
        this.columns = columns;
        name = path.toString();
        rows = new RowLine(name, "row", columns.url());
        context = HardwoodContext.create(1);
        try {
            file = ParquetFileReader.open(InputFile.of(path), context);
            requireColumns();
            String[] wanted = Stream.concat(Stream.of(columns.url()), columns.kept().stream())
                    .distinct()
                    .toArray(String[]::new);
            row = file.buildRowReader()
                    .projection(ColumnProjection.columns(wanted))
                    .build();
        } catch (IOException | RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    /// Reads what columns there are. Throws when those that are wanted are not among them.
    static UrlLines open(ListSource source, Columns columns) throws IOException {
        source.open().close();
        Path path = source.file()
                .orElseThrow(() -> new IOException(source.name()
                        + " is Parquet, which is read from its end: give it as a file that is not compressed again"));
        try {
            return new ParquetLines(path, columns);
        } catch (LinkageError absent) {
            throw new IOException(path + " is Parquet, which needs hardwood-core: " + absent.getMessage(), absent);
        } catch (RuntimeException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private void requireColumns() throws IOException {
        List<String> flat = file.getFileSchema().getColumns().stream()
                .filter(column -> column.fieldPath().elements().size() == 1 && column.maxRepetitionLevel() == 0)
                .map(ColumnSchema::name)
                .toList();
        for (String wanted : columns.kept()) {
            requireColumn(wanted, flat);
        }
        requireColumn(columns.url(), flat);
    }

    private void requireColumn(String wanted, List<String> flat) throws IOException {
        if (!flat.contains(wanted)) {
            throw new MissingColumnException(name, wanted, flat);
        }
    }

    private static IOException unreadable(String name, RuntimeException e) {
        return new IOException(name + " cannot be read as Parquet: " + e.getMessage(), e);
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        if (!isReady()) {
            return Optional.empty();
        }
        try {
            row.next();
            number++;
            return Optional.of(line());
        } catch (RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public boolean isReady() throws IOException {
        try {
            return row.hasNext();
        } catch (LinkageError absent) {
            throw new IOException(
                    name + " is compressed by something that has no decoder here: " + absent.getMessage(), absent);
        } catch (RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    private ListLine line() {
        List<Cell> cells = new ArrayList<>(columns.kept().size());
        for (String column : columns.kept()) {
            cells.add(ParquetCell.of(column, row.getValue(column)));
        }
        Cell url = ParquetCell.of(columns.url(), row.getValue(columns.url()));
        return rows.line(number, url.isNone() ? null : url.value(), cells);
    }

    @Override
    public void close() throws IOException {
        try (context;
                file;
                row) {
            // All are closed, whatever becomes of the others.
        }
    }
}
