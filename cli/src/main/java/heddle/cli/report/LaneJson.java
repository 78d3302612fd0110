package heddle.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import heddle.fetch.StrategyRun;
import heddle.fetch.StrategyRun.ErrorKind;
import heddle.fetch.StrategyRun.Span;
import heddle.fetch.measure.JvmShare;
import heddle.fetch.measure.ProcessUsage;
import heddle.fetch.measure.ProcessUsage.ContextSwitches;
import heddle.fetch.measure.ProcessUsage.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a strategy's JVM tells its parent when it has finished: one JSON array over a pipe, values by position, -1
/// for what the platform did not tell.
public final class LaneJson {
    private static final long UNKNOWN = -1;

    private LaneJson() {}

    public static void write(Lane.Finished lane, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartArray();
            write(lane.usage(), json);
            write(lane.idle(), json);
            write(lane.run(), json);
            json.writeEndArray();
        }
    }

    private static void write(ProcessUsage usage, JsonGenerator json) throws IOException {
        json.writeNumber(usage.wall().toNanos());
        json.writeNumber(usage.cpu().map(Duration::toNanos).orElse(UNKNOWN));
        json.writeNumber(usage.memory().startBytes().orElse(UNKNOWN));
        json.writeNumber(usage.memory().peakBytes().orElse(UNKNOWN));
        json.writeNumber(usage.threadsPeak());
        json.writeNumber(usage.contextSwitches().map(ContextSwitches::voluntary).orElse(UNKNOWN));
        json.writeNumber(
                usage.contextSwitches().map(ContextSwitches::involuntary).orElse(UNKNOWN));
        json.writeBoolean(usage.jvm().isPresent());
        if (usage.jvm().isPresent()) {
            JvmShare jvm = usage.jvm().get();
            json.writeNumber(jvm.compilerSwitches());
            json.writeNumber(jvm.collectorSwitches());
            json.writeNumber(jvm.serviceSwitches());
            json.writeNumber(jvm.heapBytes());
            json.writeNumber(jvm.codeBytes());
        }
    }

    private static void write(StrategyRun run, JsonGenerator json) throws IOException {
        json.writeString(run.name());
        json.writeNumber(run.wall().toNanos());
        json.writeNumber(run.ok());
        json.writeNumber(run.failed());
        json.writeNumber(run.bytes());
        json.writeNumber(run.errors().size());
        for (ErrorKind error : run.errors()) {
            json.writeString(error.kind());
            json.writeNumber(error.count());
            json.writeString(error.example());
        }
        for (Span span : run.spans()) {
            json.writeNumber(span.index());
            json.writeNumber(span.startNanos());
            json.writeNumber(span.endNanos());
            json.writeString(span.error().orElse(""));
        }
    }

    /// Reads what [#write] wrote; throws [IOException] when the stream ends before it is whole.
    public static Lane.Finished read(InputStream in) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(in)) {
            expect(json.nextToken() == JsonToken.START_ARRAY);
            ProcessUsage usage = usage(json);
            ProcessUsage idle = usage(json);
            return new Lane.Finished(run(json), usage, idle);
        }
    }

    private static ProcessUsage usage(JsonParser json) throws IOException {
        Duration wall = Duration.ofNanos(number(json));
        OptionalLong cpu = known(number(json));
        var memory = new Memory(known(number(json)), known(number(json)));
        int threads = (int) number(json);
        var switches = new ContextSwitches(number(json), number(json));
        return new ProcessUsage(
                wall,
                cpu.isPresent() ? Optional.of(Duration.ofNanos(cpu.getAsLong())) : Optional.empty(),
                memory,
                threads,
                switches.voluntary() == UNKNOWN ? Optional.empty() : Optional.of(switches),
                jvm(json));
    }

    private static Optional<JvmShare> jvm(JsonParser json) throws IOException {
        return json.nextToken() == JsonToken.VALUE_TRUE
                ? Optional.of(new JvmShare(number(json), number(json), number(json), number(json), number(json)))
                : Optional.empty();
    }

    private static StrategyRun run(JsonParser json) throws IOException {
        String name = text(json);
        Duration wall = Duration.ofNanos(number(json));
        long ok = number(json);
        long failed = number(json);
        long bytes = number(json);
        List<ErrorKind> errors = new ArrayList<>();
        for (long left = number(json); left > 0; left--) {
            errors.add(new ErrorKind(text(json), number(json), text(json)));
        }
        List<Span> spans = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            int index = json.getIntValue();
            spans.add(new Span(
                    index, number(json), number(json), Optional.of(text(json)).filter(text -> !text.isEmpty())));
        }
        expect(json.currentToken() == JsonToken.END_ARRAY);
        return new StrategyRun(name, wall, spans, ok, failed, bytes, errors);
    }

    private static String text(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static long number(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static OptionalLong known(long value) {
        return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static void expect(boolean isAsExpected) throws IOException {
        if (!isAsExpected) {
            throw new IOException("the result of the strategy's JVM is not whole");
        }
    }
}
