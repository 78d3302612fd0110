package heddle.client;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.HttpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The client beside nodejs/llhttp: it accepts what that accepts, gives the same body, and refuses what that
/// refuses. Where it differs on purpose, the reason stands here.
class ResponseFixturesTest {
    private static final String AS_LAX_AS_CURL = "curl reads it, and without pipelining nothing can be smuggled by it";
    private static final String STRICTER = "the end of the body is in doubt, so the response is refused";
    private static final String HTTP_ALONE = "HTTP/1.0 and HTTP/1.1 are read, and nothing else";
    private static final String UNASKED = "nobody asked to switch protocols";

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            entry("connection.md: HTTP 101 response with Upgrade and Content-Length header", UNASKED),
            entry("connection.md: HTTP 101 response with Upgrade and Transfer-Encoding header", UNASKED),
            entry("invalid.md: Extra space between HTTP version and status code", AS_LAX_AS_CURL),
            entry("invalid.md: Only LFs present and no body", AS_LAX_AS_CURL),
            entry("invalid.md: Only LFs present", AS_LAX_AS_CURL),
            entry("sample.md: No carriage ret", AS_LAX_AS_CURL),
            entry("transfer-encoding.md: No extension after semicolon", AS_LAX_AS_CURL),
            entry("sample.md: RTSP response", HTTP_ALONE),
            entry("sample.md: ICE response", HTTP_ALONE),
            entry("sample.md: HTTP version 0.9", HTTP_ALONE),
            entry("transfer-encoding.md: `chunked` before other transfer-encoding", STRICTER),
            entry("transfer-encoding.md: multiple transfer-encoding where chunked is not the last one", STRICTER),
            entry(
                    "transfer-encoding.md: `chunkedchunked` transfer-encoding does not enable chunked enconding",
                    "a transfer coding that nobody knows cannot be undone"));

    @TestFactory
    Stream<DynamicTest> a_fixture_ends_as_llhttp_says() throws IOException {
        Path folder = ResponseFixtures.folder();
        assumeTrue(
                Files.isDirectory(folder),
                "the fixtures of nodejs/llhttp, " + folder
                        + ", are not here; set -Dheddle.vectors=FOLDER to where they are");
        List<ResponseFixtures.Fixture> fixtures = ResponseFixtures.read(folder);
        assertThat(fixtures)
                .hasSize(62)
                .extracting(ResponseFixtures.Fixture::name)
                .containsAll(DIFFERENT.keySet());
        return fixtures.stream().map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> check(fixture)));
    }

    private static void check(ResponseFixtures.Fixture fixture) throws Exception {
        boolean isSame = outcome(fixture).equals(fixture.body());
        assertThat(isSame)
                .as("%s: llhttp has %s, we %s", fixture, fixture.body(), outcome(fixture))
                .isEqualTo(!DIFFERENT.containsKey(fixture.name()));
    }

    private static Optional<String> outcome(ResponseFixtures.Fixture fixture) throws Exception {
        try (var peer = ScriptedPeer.answering(fixture.bytes())) {
            byte[] body = Client.run(
                    SessionOptions::uncompressed,
                    session -> session.get(peer.url()).redirectsMax(0).bytes());
            return Optional.of(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (HttpException _) {
            return Optional.empty();
        }
    }
}
