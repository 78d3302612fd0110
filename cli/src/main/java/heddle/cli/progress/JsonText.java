package heddle.cli.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.account.FetchSummary.Percentiles;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.Tail;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// A moment as an object for programs. Members have the names of `summary.json`.
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static String of(Moment moment) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            counts(json, moment);
            rates(json, moment);
            times(json, moment.now().times());
            eta(json, moment);
            worst(json, moment);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void counts(JsonGenerator json, Moment moment) throws IOException {
        var now = moment.now();
        json.writeNumberField("elapsed_s", seconds(now.elapsed()));
        json.writeNumberField("urls", now.urls());
        json.writeBooleanField("list_read", now.isListRead());
        json.writeNumberField("ok", now.counts().ok());
        json.writeNumberField("failed", now.counts().failed());
        json.writeNumberField("skipped", now.counts().skipped());
        json.writeNumberField("in_flight", now.running());
        json.writeNumberField("bytes", now.bytes());
        json.writeNumberField("hosts", now.hosts().known());
        json.writeNumberField("hosts_ready", now.hosts().ready());
        json.writeNumberField("hosts_parked", now.hosts().parked());
        json.writeNumberField("retries", now.retries());
    }

    private static void rates(JsonGenerator json, Moment moment) throws IOException {
        json.writeNumberField("urls_per_s_now", tenths(moment.urlsPerSecond()));
        json.writeNumberField("urls_per_s", tenths(moment.urlsPerSecondInTheMean()));
        json.writeNumberField("bytes_per_s_now", Math.round(moment.bytesPerSecond()));
    }

    private static void times(JsonGenerator json, Percentiles times) throws IOException {
        json.writeObjectFieldStart("time_total");
        json.writeNumberField("p50", times.p50());
        json.writeNumberField("p90", times.p90());
        json.writeNumberField("p95", times.p95());
        json.writeNumberField("p99", times.p99());
        json.writeNumberField("max", times.max());
        json.writeEndObject();
    }

    private static void eta(JsonGenerator json, Moment moment) throws IOException {
        Optional<Duration> eta = moment.eta();
        if (eta.isPresent()) {
            json.writeNumberField("eta_s", seconds(eta.get()));
        }
        if (moment.tail().isPresent()) {
            Tail tail = moment.tail().get();
            json.writeObjectFieldStart("tail");
            json.writeStringField("host", tail.host());
            json.writeNumberField("urls", tail.urls());
            json.writeNumberField("eta_s", seconds(tail.time()));
            json.writeEndObject();
        }
    }

    private static void worst(JsonGenerator json, Moment moment) throws IOException {
        json.writeArrayFieldStart("worst_hosts");
        for (HostAccount host : moment.now().worst()) {
            json.writeStartObject();
            json.writeStringField("host", host.host());
            json.writeNumberField("urls", host.urls());
            json.writeNumberField("failed", host.failed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static double tenths(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
