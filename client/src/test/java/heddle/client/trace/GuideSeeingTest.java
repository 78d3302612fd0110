package heddle.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.SessionOptions;
import heddle.client.har.HarRecorder;
import heddle.client.micrometer.MicrometerMetrics;
import heddle.client.opentelemetry.OpenTelemetryTracing;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/seeing.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideSeeingTest {
    @Test
    void a_listener() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String url = peer.url();
            Async.run(() -> {
                SessionListener slow = event -> {
                    switch (event) {
                        case CallEvent.Retried retried -> IO.println("again: " + retried.reason());
                        case ExchangeEvent.Queued queued -> IO.println("waits: " + queued.reason());
                        case ConnectionEvent.Closed closed -> IO.println("closed: " + closed.reason());
                        default -> {}
                    }
                };
                try (var session = ClientSession.open(options -> options.listener(slow))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_curl_command() throws Exception {
        String url = "http://127.0.0.1:8080/";
        Client.visit(session -> {
            Request request =
                    session.post(url).header("Authorization", "Bearer 12345").body("it's a body");
            IO.println(request.toCurl());
            String shown = Files.readString(
                    Path.of(Objects.requireNonNull(System.getProperty("heddle.root")), "docs/seeing.md"));
            assertThat(shown.replaceAll("\n +-", " -")).contains("    " + request.toCurl());
        });
    }

    @Test
    void an_archive(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("session.har");
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String url = peer.url();
            Async.run(() -> {
                var recorder = HarRecorder.of(har -> har.bodyBytesMax(64 << 10));
                try (var session = ClientSession.open(options -> options.listener(recorder))) {
                    session.get(url).text();
                }
                recorder.save(file);
            });
        }
        assertThat(file).content().contains("\"version\":\"1.2\"");
    }

    @Test
    void metrics() throws Exception {
        var registry = new SimpleMeterRegistry();
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String url = peer.url();
            Async.run(() -> {
                var metrics = MicrometerMetrics.to(registry);
                try (var session = ClientSession.open(options -> options.listener(metrics))) {
                    session.get(url).text();
                }
            });
        }
        assertThat(registry.get("http.client.requests").timer().count()).isEqualTo(1);
    }

    @Test
    void traces() throws Exception {
        var openTelemetry =
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String url = peer.url();
            Async.run(() -> {
                var tracing = OpenTelemetryTracing.of(openTelemetry);
                try (var session = ClientSession.open(tracing::in)) {
                    session.get(url).text();
                }
            });
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_wire_log_can_be_asked_for_by_a_word() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String text = Client.run(
                    options -> options.wireLog(),
                    session -> session.get(peer.url()).text());
            assertThat(text).isEqualTo("hello");
            assertThat(SessionOptions.defaults().wireLog().listeners())
                    .hasSize(1)
                    .first()
                    .isInstanceOf(WireLog.class);
        }
    }
}
