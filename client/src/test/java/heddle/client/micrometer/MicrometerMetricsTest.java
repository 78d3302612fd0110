package heddle.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.Method;
import heddle.http.ProtocolException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stands in a registry after a session.
class MicrometerMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    private void visit(Client.Visit visit) throws Exception {
        Client.visit(options -> options.listener(MicrometerMetrics.to(registry)), visit);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void calls_are_timed_by_method_and_status() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
                ScriptedPeer.ok("hello"),
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            visit(session -> {
                session.get(peer.url()).discard();
                session.request(Method.of("REPORT"), peer.url()).body("ping").discard();
            });
            var ok = registry.get("http.client.requests")
                    .tags("method", "GET", "status", "200", "outcome", "SUCCESS", "exception", "none")
                    .timer();
            assertThat(ok.count()).isEqualTo(1);
            assertThat(ok.totalTime(TimeUnit.NANOSECONDS)).isPositive();
            assertThat(registry.get("http.client.requests")
                            .tags("method", "OTHER", "status", "404", "outcome", "CLIENT_ERROR")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(count("heddle.client.redirects")).isEqualTo(1);
            assertThat(count("heddle.client.sent")).isEqualTo(4);
            assertThat(count("heddle.client.received")).isEqualTo(5);
        }
    }

    @Test
    void connections_are_counted_by_how_they_were_come_by_and_why_they_ended() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            assertThat(count("heddle.client.served", "origin", "OPENED")).isEqualTo(1);
            assertThat(count("heddle.client.served", "origin", "IDLE")).isEqualTo(1);
            assertThat(count("heddle.client.closed", "reason", "SESSION_CLOSED"))
                    .isEqualTo(1);
            assertThat(registry.get("heddle.client.connect")
                            .tag("outcome", "SUCCESS")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("heddle.client.wait")
                            .tag("reason", "NO_CONNECTION")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void failures_are_counted_by_their_kind() throws Exception {
        try (var peer = ScriptedPeer.answering("nonsense\r\n\r\n")) {
            visit(session -> assertThat(
                            catchThrowable(() -> session.get(peer.url()).discard()))
                    .isInstanceOf(ProtocolException.class));
            assertThat(registry.get("http.client.requests")
                            .tags("status", "none", "exception", "protocol_error")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void no_tag_has_a_value_that_depends_on_the_url() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(session -> {
                for (int i = 0; i < 20; i++) {
                    session.get(peer.url("/" + i)).discard();
                }
            });
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .hasSizeLessThan(12)
                    .flatExtracting(id -> id.getTags())
                    .extracting(Tag::getValue)
                    .noneMatch(value -> value.contains("127.0.0.1"));
        }
    }
}
