package heddle.cli.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.StrategyRun.Span;
import heddle.fetch.measure.JvmShare;
import heddle.fetch.measure.ProcessUsage;
import heddle.fetch.measure.ProcessUsage.ContextSwitches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A comparison as `compare.json`, for programs: seconds and bytes as numbers, URLs in the order in which they were
/// started and completed. A strategy that did not finish has an `error` and no numbers.
public final class ComparisonJson {
    private ComparisonJson() {}

    public static void write(Comparison comparison, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("limit_s", comparison.limitSeconds());
            json.writeArrayFieldStart("strategies");
            for (Lane lane : comparison.lanes()) {
                json.writeStartObject();
                json.writeStringField("name", lane.name());
                switch (lane) {
                    case Lane.Finished finished -> write(finished, comparison.urls(), json);
                    case Lane.Unfinished unfinished -> json.writeStringField("error", unfinished.reason());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(Lane.Finished lane, List<String> urls, JsonGenerator json) throws IOException {
        ProcessUsage usage = lane.usage();
        var switches = usage.contextSwitches();
        json.writeNumberField("wall_s", lane.wallSeconds());
        writeKnown("cpu_s", usage.cpu().map(cpu -> cpu.toNanos() / 1e9), json);
        writeKnown("rss_peak_bytes", usage.memory().peakBytes().stream().boxed().findFirst(), json);
        writeKnown(
                "rss_growth_bytes",
                usage.memory().growthBytes().stream().boxed().findFirst(),
                json);
        json.writeNumberField("threads_peak", usage.threadsPeak());
        writeKnown("ctx_voluntary", switches.map(ContextSwitches::voluntary), json);
        writeKnown("ctx_involuntary", switches.map(ContextSwitches::involuntary), json);
        var jvm = usage.jvm();
        writeKnown("ctx_compiler", jvm.map(JvmShare::compilerSwitches), json);
        writeKnown("ctx_collector", jvm.map(JvmShare::collectorSwitches), json);
        writeKnown("ctx_service", jvm.map(JvmShare::serviceSwitches), json);
        writeKnown("idle_s", Optional.of(lane.idle().wall().toNanos() / 1e9), json);
        writeKnown("idle_ctx", lane.idle().contextSwitches().map(ContextSwitches::total), json);
        json.writeNumberField("ok", lane.run().ok());
        json.writeNumberField("failed", lane.run().failed());
        json.writeNumberField("bytes", lane.run().bytes());
        writeUrls("started", lane.run().started(), urls, json);
        writeUrls("completed", lane.run().completed(), urls, json);
        json.writeArrayFieldStart("failures");
        for (Span span : lane.run().spans()) {
            if (!span.ok()) {
                json.writeStartObject();
                json.writeStringField("url", urls.get(span.index()));
                json.writeStringField("errormsg", span.error().orElseThrow());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /// A number, or null where the platform does not tell.
    private static void writeKnown(String field, Optional<? extends Number> value, JsonGenerator json)
            throws IOException {
        json.writeFieldName(field);
        if (value.isEmpty()) {
            json.writeNull();
        } else if (value.get() instanceof Double real) {
            json.writeNumber(real);
        } else {
            json.writeNumber(value.get().longValue());
        }
    }

    private static void writeUrls(String field, List<Span> spans, List<String> urls, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Span span : spans) {
            json.writeString(urls.get(span.index()));
        }
        json.writeEndArray();
    }
}
