package heddle.fetch.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.output.Outcome.Body;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Route;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.Outcome.Times;
import java.io.IOException;
import java.io.OutputStream;

/// Writes outcomes as JSON objects, one a line. Members carry the names of curl's `--write-out`; times are
/// seconds with six decimals. Not for more than one thread at a time.
final class OutcomeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int DECIMALS = 6;

    private final JsonGenerator json;
    private final char[] number = new char[24];

    OutcomeJson(OutputStream target) throws IOException {
        json = JSON.createGenerator(target).setRootValueSeparator(null);
    }

    /// Writes the outcome and a line feed, all the way to the stream.
    void write(Outcome outcome) throws IOException {
        json.writeStartObject();
        text("url", outcome.url());
        switch (outcome) {
            case Fetched fetched -> fetched(fetched);
            case Failed failed -> failed(failed);
            case Skipped skipped -> skipped(skipped);
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void fetched(Fetched fetched) throws IOException {
        text("outcome", "fetched");
        json.writeNumberField("http_code", fetched.status());
        body(fetched.body());
        route(fetched.route());
        times(fetched.times());
    }

    private void body(Body body) throws IOException {
        json.writeNumberField("size_download", body.bytes());
        if (body.sha256().isPresent()) {
            text("sha256", body.sha256().get());
        }
        if (body.file().isPresent()) {
            text("file", body.file().get());
        }
    }

    private void route(Route route) throws IOException {
        text("url_effective", route.effectiveUrl());
        json.writeNumberField("num_redirects", route.redirects());
        text("remote_ip", route.remoteAddress());
        text("http_version", route.httpVersion());
        if (route.contentType().isPresent()) {
            text("content_type", route.contentType().get());
        }
    }

    private void times(Times times) throws IOException {
        seconds("time_namelookup", times.nameLookupNanos());
        seconds("time_connect", times.connectNanos());
        seconds("time_appconnect", times.appConnectNanos());
        seconds("time_starttransfer", times.startTransferNanos());
        seconds("time_total", times.totalNanos());
    }

    private void failed(Failed failed) throws IOException {
        text("outcome", "failed");
        text("errormsg", failed.message());
        text("error_kind", failed.kind());
        text("error_phase", failed.phase());
        seconds("time_total", failed.totalNanos());
    }

    private void skipped(Skipped skipped) throws IOException {
        text("outcome", "skipped");
        text("skip_reason", skipped.reason());
    }

    /// Half of a surrogate pair, which no encoding can carry, becomes a replacement character instead of an
    /// error in the middle of a line.
    private void text(String name, String value) throws IOException {
        json.writeStringField(name, WellFormed.of(value));
    }

    private void seconds(String name, long nanos) throws IOException {
        json.writeFieldName(name);
        long micros = nanos / NANOS_PER_MICRO;
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
