package heddle.fetch.account;

import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.output.line.WellFormed;
import java.io.IOException;
import java.time.Duration;

/// A [HostAccount] as an object; times are seconds.
final class HostJson {
    private HostJson() {}

    static void write(JsonGenerator json, HostAccount host) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", WellFormed.of(host.host()));
        json.writeNumberField("urls", host.urls());
        json.writeNumberField("ok", host.ok());
        json.writeNumberField("failed", host.failed());
        json.writeNumberField("error_statuses", host.errorStatuses());
        json.writeNumberField("retries", host.retries());
        json.writeNumberField("bytes", host.bytes());
        json.writeNumberField("time_mean", seconds(host.meanTime()));
        json.writeNumberField("time_max", seconds(host.longest()));
        json.writeEndObject();
    }

    private static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e3) / 1e6;
    }
}
