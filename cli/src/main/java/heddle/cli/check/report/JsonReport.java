package heddle.cli.check.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import heddle.cli.check.Finding;
import heddle.cli.check.Findings;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import heddle.cli.check.report.ReportFormat.Detail;
import heddle.client.Redirect;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;

/// One object for programs. Its members are those of lychee's, as far as there is something to say.
///
/// @param detail with all of it `success_map` and `excluded_map` are filled
record JsonReport(Findings findings, Detail detail) {
    /// What is beyond may be meant for a terminal, which would show it in a way that is none of JSON.
    private static final int ASCII_PRINTABLE_MAX = '~';

    String text() {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setHighestNonEscapedChar(ASCII_PRINTABLE_MAX);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            counts(json);
            map("error_map", findings.errors(), json);
            map("timeout_map", findings.timeouts(), json);
            redirects(json);
            map("success_map", detail == Detail.ALL ? findings.good() : List.of(), json);
            map("excluded_map", detail == Detail.ALL ? findings.excluded() : List.of(), json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void counts(JsonGenerator json) throws IOException {
        json.writeNumberField("total", findings.all().size());
        json.writeNumberField("unique", findings.unique());
        json.writeNumberField("successful", findings.good().size());
        json.writeNumberField("timeouts", findings.timeouts().size());
        json.writeNumberField("redirects", findings.redirected().size());
        json.writeNumberField("excludes", findings.excluded().size());
        json.writeNumberField("errors", findings.errors().size());
        json.writeNumberField("cached", findings.known());
        json.writeObjectFieldStart("duration");
        json.writeNumberField("secs", findings.took().toSeconds());
        json.writeNumberField("nanos", findings.took().toNanosPart());
        json.writeEndObject();
    }

    private static void map(String name, List<Finding> those, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (var source : ReportFormat.bySource(those).entrySet()) {
            json.writeArrayFieldStart(source.getKey());
            for (Finding finding : source.getValue()) {
                json.writeStartObject();
                json.writeStringField("url", finding.url());
                status(finding, json);
                span(finding, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void status(Finding finding, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("status");
        switch (finding.verdict()) {
            case Good good -> status("OK", good.status(), json);
            case Broken broken -> {
                status(broken.reason(), broken.status(), json);
                json.writeStringField("kind", broken.kind());
            }
            case Excluded excluded -> {
                json.writeStringField("text", "Excluded");
                json.writeStringField("details", excluded.reason());
            }
        }
        json.writeEndObject();
    }

    private static void status(String text, OptionalInt code, JsonGenerator json) throws IOException {
        json.writeStringField("text", text);
        if (code.isPresent()) {
            json.writeNumberField("code", code.getAsInt());
        }
    }

    private static void span(Finding finding, JsonGenerator json) throws IOException {
        if (finding.place().line() > 0) {
            json.writeObjectFieldStart("span");
            json.writeNumberField("line", finding.place().line());
            json.writeEndObject();
        }
    }

    private void redirects(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("redirect_map");
        for (var source : ReportFormat.bySource(findings.redirected()).entrySet()) {
            json.writeArrayFieldStart(source.getKey());
            for (Finding finding : source.getValue()) {
                if (finding.verdict() instanceof Good good) {
                    redirects(finding.url(), good.redirects(), json);
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void redirects(String origin, List<Redirect> redirects, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("origin", origin);
        json.writeArrayFieldStart("redirects");
        for (Redirect redirect : redirects) {
            json.writeStartObject();
            json.writeStringField("url", redirect.to().href());
            json.writeNumberField("code", redirect.status().code());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
