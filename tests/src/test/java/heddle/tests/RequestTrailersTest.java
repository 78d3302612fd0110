package heddle.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.body.RequestBody;
import heddle.client.options.Versions;
import heddle.http.Headers;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests of the client that have trailers, read by the server.
class RequestTrailersTest {
    @ParameterizedTest
    @EnumSource(
            value = Versions.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void the_server_takes_the_body_and_serves_again_on_the_same_connection(Versions versions) throws Exception {
        Async.run(() -> Async.timeout(Duration.ofSeconds(50), () -> {
            try (var server = HttpServer.open(
                            ServerOptions.local(),
                            request -> Reply.text(request.body().text()));
                    var session = ClientSession.open(options -> options.versions(versions))) {
                for (String text : List.of("once", "again")) {
                    assertThat(session.post(server.url() + "/")
                                    .body(trailed(text))
                                    .text())
                            .isEqualTo(text);
                }
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        }));
    }

    private static RequestBody trailed(String text) {
        var left = new ArrayDeque<>(List.of(text));
        return RequestBody.of(
                () -> ByteBuffer.wrap((left.isEmpty() ? "" : left.removeFirst()).getBytes(US_ASCII)),
                () -> Headers.of("X-Sum", Integer.toString(text.length())));
    }
}
