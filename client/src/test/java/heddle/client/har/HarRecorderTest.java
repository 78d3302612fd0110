package heddle.client.har;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import heddle.client.ClientSession;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.peer.UnixPeer;
import heddle.client.trace.Secrets;
import heddle.http.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a recorder writes is JSON, has every field that HAR 1.2 requires, and says what happened.
class HarRecorderTest {
    /// The members that the format requires, by the path of their object.
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "", List.of("startedDateTime", "time", "request", "response", "cache", "timings"),
            "request",
                    List.of(
                            "method",
                            "url",
                            "httpVersion",
                            "cookies",
                            "headers",
                            "queryString",
                            "headersSize",
                            "bodySize"),
            "response",
                    List.of(
                            "status",
                            "statusText",
                            "httpVersion",
                            "cookies",
                            "headers",
                            "content",
                            "redirectURL",
                            "headersSize",
                            "bodySize"),
            "response/content", List.of("size", "mimeType"),
            "timings", List.of("send", "wait", "receive"));

    private static final String COOKIE = """
            HTTP/1.1 200 OK\r
            Set-Cookie: sid=sesame; Path=/a; Domain=b.test; Secure; HttpOnly\r
            Content-Length: 0\r
            \r
            """;

    @TempDir
    private Path folder;

    private HarRecorder recorder = HarRecorder.of(har -> har);

    private JsonNode log() throws IOException {
        Path file = folder.resolve("session.har");
        recorder.save(file);
        return new ObjectMapper().readTree(file.toFile()).get("log");
    }

    private List<JsonNode> entries() throws IOException {
        return StreamSupport.stream(log().get("entries").spliterator(), false).toList();
    }

    private JsonNode only() throws IOException {
        List<JsonNode> entries = entries();
        assertThat(entries).hasSize(1);
        assertComplete(entries.getFirst());
        return entries.getFirst();
    }

    private static void assertComplete(JsonNode entry) {
        REQUIRED.forEach((path, members) -> assertThat(
                        entry.at(path.isEmpty() ? "" : "/" + path).fieldNames())
                .toIterable()
                .as(path)
                .containsAll(members));
        assertThat(Instant.parse(entry.get("startedDateTime").textValue())).isNotNull();
        JsonNode timings = entry.get("timings");
        double sum = 0;
        for (String phase : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
            assertThat(timings.get(phase).isNumber()).as(phase).isTrue();
            sum += Math.max(0, timings.get(phase).doubleValue());
        }
        assertThat(entry.get("time").doubleValue()).isCloseTo(sum, offset(0.001));
        for (String phase : List.of("send", "wait", "receive")) {
            assertThat(timings.get(phase).doubleValue()).as(phase).isNotNegative();
        }
    }

    private void visit(ScriptedPeer peer, Client.Visit visit) throws Exception {
        assertThat(peer.port()).isPositive();
        Client.visit(options -> options.listener(recorder), visit);
    }

    private static String value(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.get("name").textValue().equalsIgnoreCase(name)) {
                return each.get("value").textValue();
            }
        }
        throw new AssertionError(name + " is not in " + list);
    }

    @Test
    void a_peer_at_a_unix_socket_has_no_ip_address() throws Exception {
        Path socket = folder.resolve("socket");
        try (var _ = UnixPeer.repeating(socket, ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(recorder).unixSocket(socket),
                    session -> session.get("http://daemon.example/").discard());
        }
        JsonNode entry = only();
        assertThat(entry.has("serverIPAddress")).isFalse();
        assertThat(entry.get("connection").asText()).isNotEmpty();
        assertThat(entry.at("/request/url").asText()).isEqualTo("http://daemon.example/");
    }

    @Test
    void an_exchange_is_an_entry_with_all_that_the_format_requires() throws Exception {
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 201 Made\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 5\r\n\r\nh\u00E9llo")) {
            visit(
                    peer,
                    session -> session.post(peer.url("/a?b=c%20d&e&f=%"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .body("name=value")
                            .discard());
            assertThat(log().get("version").textValue()).isEqualTo("1.2");
            assertThat(log().at("/creator/name").textValue()).isEqualTo("heddle");
            assertThat(log().at("/creator/version").textValue()).isNotEmpty();
            JsonNode request = only().get("request");
            assertThat(request.get("method").textValue()).isEqualTo("POST");
            assertThat(request.get("url").textValue()).isEqualTo(peer.url("/a?b=c%20d&e&f=%"));
            assertThat(request.get("httpVersion").textValue()).isEqualTo("HTTP/1.1");
            assertThat(value(request.get("queryString"), "b")).isEqualTo("c d");
            assertThat(value(request.get("queryString"), "e")).isEmpty();
            assertThat(value(request.get("queryString"), "f")).isEqualTo("%");
            assertThat(value(request.get("headers"), "Host")).isEqualTo("127.0.0.1:" + peer.port());
            assertThat(request.at("/postData/mimeType").textValue()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(request.at("/postData/text").textValue()).isEqualTo("name=value");
            assertThat(request.get("bodySize").intValue()).isEqualTo(10);
            assertThat(request.get("headersSize").intValue())
                    .isEqualTo(peer.requests().getFirst().length() - 10);
            JsonNode response = only().get("response");
            assertThat(response.get("status").intValue()).isEqualTo(201);
            assertThat(response.at("/content/text").textValue()).isEqualTo("h\u00E9llo");
            assertThat(response.at("/content/size").intValue()).isEqualTo(5);
            assertThat(response.get("bodySize").intValue()).isEqualTo(5);
            assertThat(only().get("serverIPAddress").textValue()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_connection_counts_where_it_was_made_and_nowhere_else() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(peer, session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            JsonNode first = entries().getFirst().get("timings");
            JsonNode second = entries().getLast().get("timings");
            assertThat(first.get("connect").doubleValue()).isPositive();
            assertThat(first.get("ssl").doubleValue()).isEqualTo(-1);
            assertThat(second.get("dns").doubleValue()).isEqualTo(-1);
            assertThat(second.get("connect").doubleValue()).isEqualTo(-1);
            assertThat(entries()).allSatisfy(HarRecorderTest::assertComplete);
            assertThat(entries())
                    .extracting(entry -> entry.get("connection").textValue())
                    .containsOnly("1");
        }
    }

    @Test
    void each_redirect_is_an_entry() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", ScriptedPeer.ok("hello"))) {
            visit(peer, session -> session.get(peer.url()).discard());
            assertThat(entries())
                    .extracting(entry -> entry.at("/response/status").intValue())
                    .containsExactly(302, 200);
            assertThat(entries().getFirst().at("/response/redirectURL").textValue())
                    .isEqualTo("/there");
        }
    }

    private static void talkOfSecrets(ClientSession session, ScriptedPeer peer) {
        session.get(peer.url().replace("//", "//me:sesame@"))
                .header("Cookie", "sid=sesame")
                .header("Proxy-Authorization", "sesame")
                .discard();
    }

    @Test
    void secrets_are_hidden() throws Exception {
        try (var peer = ScriptedPeer.repeating(COOKIE)) {
            visit(peer, session -> talkOfSecrets(session, peer));
            assertThat(only().toString()).doesNotContain("sesame", "bWU6c2VzYW1l");
            for (String name : List.of("Authorization", "Cookie", "Proxy-Authorization")) {
                assertThat(value(only().at("/request/headers"), name)).isEqualTo("***");
            }
            assertThat(value(only().at("/response/headers"), "Set-Cookie")).isEqualTo("***");
            assertThat(value(only().at("/request/cookies"), "sid")).isEqualTo("***");
        }
    }

    @Test
    void secrets_are_shown_to_who_asks() throws Exception {
        recorder = HarRecorder.of(har -> har.secrets(Secrets.SHOWN));
        try (var peer = ScriptedPeer.repeating(COOKIE)) {
            visit(peer, session -> talkOfSecrets(session, peer));
            assertThat(value(only().at("/request/headers"), "Authorization")).isEqualTo("Basic bWU6c2VzYW1l");
            JsonNode cookie = only().at("/response/cookies").get(0);
            assertThat(cookie.get("value").textValue()).isEqualTo("sesame");
            assertThat(cookie.get("path").textValue()).isEqualTo("/a");
            assertThat(cookie.get("domain").textValue()).isEqualTo("b.test");
            assertThat(cookie.get("secure").booleanValue()).isTrue();
            assertThat(cookie.get("httpOnly").booleanValue()).isTrue();
        }
    }

    @Test
    void bodies_are_kept_up_to_a_limit() throws Exception {
        recorder = HarRecorder.of(har -> har.bodyBytesMax(3));
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello")) {
            visit(peer, session -> session.post(peer.url()).body("question").discard());
            assertThat(only().at("/request/postData/text").textValue()).isEqualTo("que");
            assertThat(only().at("/request/bodySize").intValue()).isEqualTo(8);
            assertThat(only().at("/response/content/text").textValue()).isEqualTo("hel");
            assertThat(only().at("/response/content/size").intValue()).isEqualTo(5);
            assertThat(only().at("/response/content/comment").textValue()).contains("3 of 5");
        }
    }

    @Test
    void what_is_coded_is_written_decoded() throws Exception {
        var coded = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(coded)) {
            gzip.write("{\"greeting\":\"hello \u20AC \\\"\"}".repeat(50).getBytes(UTF_8));
        }
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + coded.size() + "\r\n\r\n" + coded.toString(ISO_8859_1))) {
            visit(peer, session -> session.get(peer.url()).discard());
            JsonNode content = only().at("/response/content");
            assertThat(content.get("text").textValue()).isEqualTo("{\"greeting\":\"hello \u20AC \\\"\"}".repeat(50));
            assertThat(content.get("size").intValue())
                    .isEqualTo(content.get("text").textValue().getBytes(UTF_8).length);
            assertThat(only().at("/response/bodySize").intValue()).isEqualTo(coded.size());
            assertThat(content.get("compression").intValue())
                    .isEqualTo(content.get("size").intValue() - coded.size());
        }
    }

    @Test
    void what_is_no_text_is_in_base64() throws Exception {
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\u0089PNG")) {
            visit(peer, session -> session.get(peer.url()).discard());
            JsonNode content = only().at("/response/content");
            assertThat(content.get("encoding").textValue()).isEqualTo("base64");
            assertThat(Base64.getDecoder().decode(content.get("text").textValue()))
                    .isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        }
    }

    @Test
    void what_failed_says_why() throws Exception {
        try (var peer = ScriptedPeer.answering("nonsense\r\n\r\n")) {
            visit(peer, session -> {
                var failure = catchThrowable(() -> session.get(peer.url()).discard());
                assertThat(failure).isInstanceOf(ProtocolException.class);
            });
            assertThat(only().at("/response/status").intValue()).isZero();
            assertThat(only().get("comment").textValue()).startsWith("failed: ");
        }
    }

    @Test
    void more_exchanges_than_the_limit_are_counted() throws Exception {
        recorder = HarRecorder.of(har -> har.entriesMax(1));
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            visit(peer, session -> {
                for (int i = 0; i < 3; i++) {
                    session.get(peer.url()).discard();
                }
            });
            assertThat(entries()).hasSize(1);
            assertThat(log().get("comment").textValue()).startsWith("2 exchanges more");
        }
    }
}
