package heddle.client.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.client.ClientSession;
import heddle.client.middleware.Retry;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.peer.UnixPeer;
import heddle.http.Method;
import heddle.http.ProtocolException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spans of a session, and what servers are told of them.
class OpenTelemetryTracingTest {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    @AfterEach
    void close() {
        sdk.close();
    }

    private void visit(Client.Visit visit) throws Exception {
        Client.visit(OpenTelemetryTracing.of(sdk)::in, visit);
    }

    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    private static void get(ClientSession session, String url) {
        session.get(url).discard();
    }

    @Test
    void a_request_is_a_span_by_the_conventions() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(session -> get(session, peer.url("/a?b=c").replace("//", "//me:sesame@")));
            SpanData span = spans().getFirst();
            assertThat(spans()).hasSize(1);
            assertThat(span.getName()).isEqualTo("GET");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            var attributes = span.getAttributes();
            assertThat(attributes.get(stringKey("http.request.method"))).isEqualTo("GET");
            assertThat(attributes.get(stringKey("url.full"))).isEqualTo(peer.url("/a?b=c"));
            assertThat(attributes.get(stringKey("server.address"))).isEqualTo("127.0.0.1");
            assertThat(attributes.get(longKey("server.port"))).isEqualTo(peer.port());
            assertThat(attributes.get(longKey("http.response.status_code"))).isEqualTo(200);
            assertThat(attributes.get(stringKey("network.protocol.version"))).isEqualTo("1.1");
            assertThat(attributes.get(stringKey("network.peer.address"))).isEqualTo("127.0.0.1");
            assertThat(attributes.get(longKey("network.peer.port"))).isEqualTo(peer.port());
            assertThat(attributes.get(stringKey("network.transport"))).isNull();
            assertThat(attributes.get(longKey("http.request.resend_count"))).isNull();
        }
    }

    @Test
    void a_peer_at_a_unix_socket_is_its_path_and_has_no_port(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("socket");
        try (var _ = UnixPeer.repeating(file, ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> OpenTelemetryTracing.of(sdk).in(options).unixSocket(file),
                    session -> get(session, "http://daemon.example/"));
        }
        var attributes = spans().getFirst().getAttributes();
        assertThat(attributes.get(stringKey("network.peer.address"))).isEqualTo(file.toString());
        assertThat(attributes.get(longKey("network.peer.port"))).isNull();
        assertThat(attributes.get(stringKey("network.transport"))).isEqualTo("unix");
        assertThat(attributes.get(stringKey("server.address"))).isEqualTo("daemon.example");
        assertThat(attributes.get(longKey("server.port"))).isEqualTo(80);
    }

    @Test
    void the_server_is_told_of_the_span_and_the_span_of_its_parent() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(session -> {
                Span parent = sdk.getTracer("test").spanBuilder("parent").startSpan();
                try (var _ = parent.makeCurrent()) {
                    get(session, peer.url());
                } finally {
                    parent.end();
                }
            });
            SpanData request = spans().getFirst();
            SpanData parent = spans().getLast();
            assertThat(request.getParentSpanId()).isEqualTo(parent.getSpanId());
            assertThat(peer.requests().getFirst())
                    .contains("traceparent: 00-%s-%s-%s\r\n"
                            .formatted(
                                    request.getTraceId(),
                                    request.getSpanId(),
                                    request.getSpanContext().getTraceFlags().asHex()));
        }
    }

    @Test
    void redirects_and_tries_have_a_span_each() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
                ScriptedPeer.ok("hello"))) {
            var retry = Retry.of(options -> options.backoff(Duration.ofNanos(1), Duration.ofNanos(1)));
            Client.visit(
                    options -> OpenTelemetryTracing.of(sdk).in(options).middleware(retry),
                    session -> get(session, peer.url()));
            assertThat(spans())
                    .extracting(span -> span.getAttributes().get(longKey("http.request.resend_count")))
                    .containsExactly(null, 1L, 2L);
            assertThat(spans().get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(spans().get(1).getAttributes().get(stringKey("error.type")))
                    .isEqualTo("503");
        }
    }

    @Test
    void what_fails_is_a_span_with_its_kind() throws Exception {
        try (var peer = ScriptedPeer.answering("nonsense\r\n\r\n")) {
            visit(session ->
                    assertThat(catchThrowable(() -> get(session, peer.url()))).isInstanceOf(ProtocolException.class));
            SpanData span = spans().getFirst();
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("protocol_error");
        }
    }

    @Test
    void a_method_that_few_know_is_no_name_of_a_span() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(session -> session.request(Method.of("REPORT"), peer.url()).discard());
            SpanData span = spans().getFirst();
            assertThat(span.getName()).isEqualTo("HTTP");
            assertThat(span.getAttributes().get(stringKey("http.request.method")))
                    .isEqualTo("_OTHER");
            assertThat(span.getAttributes().get(stringKey("http.request.method_original")))
                    .isEqualTo("REPORT");
        }
    }
}
