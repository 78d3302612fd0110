package heddle.fetch.output.parquet;

import heddle.client.Exchange;
import heddle.client.Timings;
import heddle.fetch.list.Cell;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.file.HeldBytes;
import heddle.fetch.output.line.Validators;
import heddle.url.AddressText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An outcome as a row: what it has, by its column.
///
/// @param values of the type of their column; no body
/// @param cells  that are passed through from the list
/// @param body   if it is to be kept
record Row(Map<Column, Object> values, List<Cell> cells, Optional<HeldBytes> body) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int CELL_BYTES = 64;

    /// A body on its way to its row.
    record HeldCell(HeldBytes bytes) implements Outcome.Held {}

    static Row of(Outcome outcome) {
        Map<Column, Object> values = new EnumMap<>(Column.class);
        values.put(Column.URL, outcome.url());
        return switch (outcome) {
            case Fetched fetched -> fetched(values, fetched);
            case Failed failed -> failed(values, failed);
            case Skipped skipped -> skipped(values, skipped);
        };
    }

    private static Row fetched(Map<Column, Object> values, Fetched fetched) {
        Exchange exchange = fetched.exchange();
        values.put(Column.SIZE_DOWNLOAD, fetched.body().bytes());
        fetched.body().hashes().forEach((algorithm, hash) -> values.put(Column.of(algorithm), hash));
        if (fetched.body().isCut()) {
            values.put(Column.TRUNCATED, "length");
        }
        fetched.body().file().ifPresent(file -> values.put(Column.FILE, file));
        answer(values, exchange);
        times(values, exchange.timings());
        Validators validators = Validators.of(fetched);
        validators.etag().ifPresent(etag -> values.put(Column.ETAG, etag));
        validators.lastModified().ifPresent(date -> values.put(Column.LAST_MODIFIED, date));
        validators.archived().ifPresent(date -> values.put(Column.WARC_DATE, date.toString()));
        values.put(Column.OUTCOME, fetched.same().isPresent() ? "not_modified" : "fetched");
        return row(values, fetched, fetched.body().held(HeldCell.class).map(HeldCell::bytes));
    }

    private static void answer(Map<Column, Object> values, Exchange exchange) {
        values.put(Column.HTTP_CODE, exchange.status().code());
        values.put(Column.URL_EFFECTIVE, exchange.url().href());
        values.put(Column.NUM_REDIRECTS, exchange.redirects().size());
        values.put(Column.REMOTE_IP, AddressText.of(exchange.remoteAddress()));
        values.put(Column.HTTP_VERSION, exchange.version().number());
        exchange.headers().first("Content-Type").ifPresent(type -> values.put(Column.CONTENT_TYPE, type));
    }

    private static void times(Map<Column, Object> values, Timings times) {
        values.put(Column.TIME_NAMELOOKUP, seconds(times.nameLookup()));
        values.put(Column.TIME_CONNECT, seconds(times.connect()));
        values.put(Column.TIME_APPCONNECT, seconds(times.appConnect()));
        values.put(Column.TIME_STARTTRANSFER, seconds(times.startTransfer()));
        values.put(Column.TIME_TOTAL, seconds(times.total()));
    }

    private static Row failed(Map<Column, Object> values, Failed failed) {
        values.put(Column.ERRORMSG, failed.message());
        values.put(Column.ERROR_KIND, failed.kind());
        values.put(Column.ERROR_PHASE, failed.phase());
        values.put(Column.TIME_TOTAL, seconds(failed.elapsed()));
        failed.answer().ifPresent(exchange -> answer(values, exchange));
        values.put(Column.OUTCOME, "failed");
        return row(values, failed, Optional.empty());
    }

    private static Row skipped(Map<Column, Object> values, Skipped skipped) {
        values.put(Column.SKIP_REASON, skipped.reason());
        values.put(Column.OUTCOME, "skipped");
        return row(values, skipped, Optional.empty());
    }

    private static Row row(Map<Column, Object> values, Outcome outcome, Optional<HeldBytes> body) {
        return new Row(values, outcome.listed().particulars().cells(), body);
    }

    /// What the list has in that column, as text.
    Optional<String> cell(String column) {
        return cells.stream()
                .filter(cell -> cell.name().equals(column) && !cell.isNone())
                .map(Cell::value)
                .findFirst();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    long memoryBytes() {
        long textBytes =
                2L * cells.stream().mapToLong(cell -> cell.value().length()).sum();
        return (long) (values.size() + cells.size()) * CELL_BYTES
                + textBytes
                + body.map(HeldBytes::memoryBytes).orElse(0L);
    }
}
