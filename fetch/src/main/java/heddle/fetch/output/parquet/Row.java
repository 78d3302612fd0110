package heddle.fetch.output.parquet;

import heddle.client.Exchange;
import heddle.client.Timings;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.file.HeldBytes;
import heddle.fetch.output.line.AddressText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// An outcome as a row: what it has, by its column.
///
/// @param values of the type of their column; no body
/// @param body   if it is to be kept
record Row(Map<Column, Object> values, Optional<HeldBytes> body) {
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
            case Skipped _ -> other(values, "skipped");
        };
    }

    private static Row fetched(Map<Column, Object> values, Fetched fetched) {
        Exchange exchange = fetched.exchange();
        values.put(Column.HTTP_CODE, exchange.status().code());
        values.put(Column.SIZE_DOWNLOAD, fetched.body().bytes());
        fetched.body().sha256().ifPresent(digest -> values.put(Column.SHA256, digest));
        fetched.body().file().ifPresent(file -> values.put(Column.FILE, file));
        values.put(Column.URL_EFFECTIVE, exchange.url().href());
        values.put(Column.NUM_REDIRECTS, exchange.redirects().size());
        values.put(Column.REMOTE_IP, AddressText.of(exchange.remoteAddress().getAddress()));
        values.put(Column.HTTP_VERSION, exchange.version().number());
        exchange.headers().first("Content-Type").ifPresent(type -> values.put(Column.CONTENT_TYPE, type));
        times(values, exchange.timings());
        Row row = other(values, "fetched");
        return new Row(row.values, fetched.body().held(HeldCell.class).map(HeldCell::bytes));
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
        return other(values, "failed");
    }

    private static Row other(Map<Column, Object> values, String outcome) {
        values.put(Column.OUTCOME, outcome);
        return new Row(values, Optional.empty());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    long memoryBytes() {
        return (long) values.size() * CELL_BYTES
                + body.map(HeldBytes::memoryBytes).orElse(0L);
    }
}
