package heddle.fetch.account;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.account.FetchSummary.Percentiles;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.line.WellFormed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// Writes a [FetchSummary] as `summary.json`: one object, for people and programs.
final class SummaryJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SummaryJson() {}

    /// Writes beside the file first, so that it is there whole or as it was.
    static void write(FetchSummary summary, Path file) throws OutputException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writePart(summary, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static void writePart(FetchSummary summary, Path part) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(part);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            object(json, summary);
            json.writeRaw('\n');
        }
    }

    private static void object(JsonGenerator json, FetchSummary summary) throws IOException {
        json.writeStartObject();
        json.writeNumberField("urls", summary.counts().total());
        json.writeNumberField("ok", summary.counts().ok());
        json.writeNumberField("failed", summary.counts().failed());
        json.writeNumberField("skipped", summary.counts().skipped());
        json.writeNumberField("duplicates", summary.counts().duplicates());
        json.writeBooleanField("list_read", summary.isListRead());
        json.writeBooleanField("complete", summary.isComplete());
        json.writeNumberField("retries", summary.retries());
        json.writeNumberField("bytes", summary.bytes());
        cost(json, summary);
        percentiles(json, summary.times());
        statuses(json, summary);
        errors(json, summary);
        hosts(json, summary.hosts());
        advice(json, summary);
        json.writeEndObject();
    }

    private static void cost(JsonGenerator json, FetchSummary summary) throws IOException {
        json.writeNumberField("wall_s", seconds(summary.cost().wall()));
        if (summary.cost().cpu().isPresent()) {
            json.writeNumberField("cpu_s", seconds(summary.cost().cpu().get()));
        }
        json.writeNumberField("urls_per_s", Math.round(summary.urlsPerSecond() * 10) / 10.0);
        if (summary.cost().rssPeakBytes().isPresent()) {
            json.writeNumberField(
                    "rss_peak_bytes", summary.cost().rssPeakBytes().getAsLong());
        }
    }

    private static void percentiles(JsonGenerator json, Percentiles times) throws IOException {
        json.writeObjectFieldStart("time_total");
        json.writeNumberField("p50", times.p50());
        json.writeNumberField("p90", times.p90());
        json.writeNumberField("p95", times.p95());
        json.writeNumberField("p99", times.p99());
        json.writeNumberField("max", times.max());
        json.writeEndObject();
    }

    private static void statuses(JsonGenerator json, FetchSummary summary) throws IOException {
        json.writeObjectFieldStart("http_codes");
        for (var status : summary.statuses().entrySet()) {
            json.writeNumberField(status.getKey().toString(), status.getValue());
        }
        json.writeEndObject();
    }

    private static void errors(JsonGenerator json, FetchSummary summary) throws IOException {
        json.writeArrayFieldStart("errors");
        for (ErrorCount error : summary.errors()) {
            json.writeStartObject();
            json.writeStringField("error_kind", error.kind());
            json.writeStringField("error_phase", error.phase());
            json.writeNumberField("count", error.count());
            json.writeNumberField("retried", error.retried());
            json.writeStringField("url", WellFormed.of(error.url()));
            json.writeStringField("errormsg", WellFormed.of(error.message()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void hosts(JsonGenerator json, HostTable hosts) throws IOException {
        json.writeNumberField("hosts", hosts.hosts());
        json.writeNumberField("urls_of_other_hosts", hosts.others());
        json.writeArrayFieldStart("worst_hosts");
        for (HostAccount host : hosts.worst()) {
            HostJson.write(json, host);
        }
        json.writeEndArray();
    }

    private static void advice(JsonGenerator json, FetchSummary summary) throws IOException {
        json.writeArrayFieldStart("advice");
        for (Advice advice : summary.advice()) {
            json.writeStartObject();
            json.writeStringField("rule", advice.rule());
            json.writeStringField("text", WellFormed.of(advice.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
