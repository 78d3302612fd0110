package heddle.fetch.output.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.client.Exchange;
import heddle.client.Timings;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Particulars;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Stored;
import heddle.url.AddressText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/// Writes outcomes as JSON objects, one a line. Members carry the names of curl's `--write-out`; times are seconds
/// with six decimals. Not for more than one thread at a time.
final class OutcomeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int DECIMALS = 6;

    private final JsonGenerator json;
    private final Members members;
    private final char[] number = new char[24];

    /// Which members an object has.
    enum Members {
        /// What became of the URL.
        RESULT,
        /// How it was to be asked for, too, so that the line can be one of a list again.
        RESULT_AND_REQUEST
    }

    OutcomeJson(OutputStream target, Members members) throws IOException {
        this.members = members;
        json = JSON.createGenerator(target).setRootValueSeparator(null);
    }

    /// Writes the outcome and a line feed, all the way to the stream.
    void write(Outcome outcome) throws IOException {
        Particulars particulars = outcome.listed().particulars();
        json.writeStartObject();
        text("url", outcome.url());
        if (members == Members.RESULT_AND_REQUEST && particulars.request().isPresent()) {
            RequestJson.write(particulars.request().get(), json);
        }
        switch (outcome) {
            case Fetched fetched -> fetched(fetched);
            case Failed failed -> failed(failed);
            case Skipped skipped -> skipped(skipped);
        }
        for (Cell cell : particulars.cells()) {
            cell(cell);
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void cell(Cell cell) throws IOException {
        json.writeFieldName(CellNames.of(cell.name()));
        switch (cell.kind()) {
            case TEXT -> json.writeString(WellFormed.of(cell.value()));
            case JSON -> json.writeRawValue(WellFormed.of(cell.value()));
        }
    }

    private void fetched(Fetched fetched) throws IOException {
        Exchange exchange = fetched.exchange();
        text("outcome", fetched.same().isPresent() ? "not_modified" : "fetched");
        json.writeNumberField("http_code", exchange.status().code());
        stored(fetched.body());
        json.writeNumberField("num_retries", fetched.retries());
        answer(exchange);
        validators(fetched);
        times(exchange.timings());
    }

    /// By which a later run finds out whether anything has changed.
    private void validators(Fetched fetched) throws IOException {
        Validators validators = Validators.of(fetched);
        if (validators.etag().isPresent()) {
            text("etag", validators.etag().get());
        }
        if (validators.lastModified().isPresent()) {
            text("last_modified", validators.lastModified().get());
        }
        if (validators.archived().isPresent()) {
            text("warc_date", validators.archived().get().toString());
        }
    }

    private void answer(Exchange exchange) throws IOException {
        text("url_effective", exchange.url().href());
        json.writeNumberField("num_redirects", exchange.redirects().size());
        text("remote_ip", AddressText.of(exchange.remoteAddress()));
        text("http_version", exchange.version().number());
        Optional<String> contentType = exchange.headers().first("Content-Type");
        if (contentType.isPresent()) {
            text("content_type", contentType.get());
        }
    }

    private void stored(Stored body) throws IOException {
        json.writeNumberField("size_download", body.bytes());
        if (body.isCut()) {
            text("truncated", "length");
        }
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            String hash = body.hashes().get(algorithm);
            if (hash != null) {
                text(algorithm.word(), hash);
            }
        }
        if (body.file().isPresent()) {
            text("file", body.file().get());
        }
    }

    private void times(Timings times) throws IOException {
        seconds("time_namelookup", times.nameLookup());
        seconds("time_connect", times.connect());
        seconds("time_appconnect", times.appConnect());
        seconds("time_starttransfer", times.startTransfer());
        seconds("time_total", times.total());
    }

    private void failed(Failed failed) throws IOException {
        text("outcome", "failed");
        text("errormsg", failed.message());
        text("error_kind", failed.kind());
        text("error_phase", failed.phase());
        json.writeNumberField("num_retries", failed.retries());
        if (failed.answer().isPresent()) {
            json.writeNumberField("http_code", failed.answer().get().status().code());
            answer(failed.answer().get());
        }
        seconds("time_total", failed.elapsed());
    }

    private void skipped(Skipped skipped) throws IOException {
        text("outcome", "skipped");
        text("skip_reason", skipped.reason());
    }

    /// Half of a surrogate pair, which no encoding can carry, becomes a replacement character instead of an error
    /// in the middle of a line.
    private void text(String name, String value) throws IOException {
        json.writeStringField(name, WellFormed.of(value));
    }

    private void seconds(String name, Duration time) throws IOException {
        json.writeFieldName(name);
        long micros = time.toNanos() / NANOS_PER_MICRO;
        int at = number.length;
        for (int digit = 0; digit <= DECIMALS || micros > 0; digit++) {
            if (digit == DECIMALS) {
                number[--at] = '.';
            }
            number[--at] = (char) ('0' + micros % 10);
            micros /= 10;
        }
        json.writeNumber(number, at, number.length - at);
    }
}
