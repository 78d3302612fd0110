package heddle.client.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.Outgoing;
import heddle.client.Request;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.http.Headers;
import heddle.http.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered from a stored response that was not asked for as a whole, and what is learnt from a HEAD.
class PartAnswerTest {
    private static final String URL = "http://origin.test/";
    private static final String CHANGED = "Sun, 06 Nov 1994 08:49:37 GMT";

    private final CacheScene scene = new CacheScene();
    private final List<String> asked = scene.asked();

    private interface Talk {
        void with(ClientSession session) throws Exception;
    }

    /// An origin that says "0123456789" with a tag and a date, and forgets nothing.
    private static Response digits(Outgoing request, String... more) {
        var headers = Headers.of(
                "Cache-Control", "max-age=60", "ETag", "\"a\"", "Last-Modified", CHANGED, "Content-Type", "x/y")
                .toBuilder();
        headers.addAll(Headers.of(more));
        return request.respond(Status.OK, headers.build(), Pieces.of("0123456789".getBytes(UTF_8)));
    }

    private void stored(Talk talk) throws Exception {
        scene.visit(MemoryStore.of(1 << 20), PartAnswerTest::digits, (session, _) -> {
            session.get(URL).discard();
            asked.clear();
            talk.with(session);
        });
    }

    private record Answer(int status, String range, String text) {}

    private static Answer answer(Request request) {
        try (Response response = request.send()) {
            return new Answer(
                    response.status().code(),
                    response.headers().first("Content-Range").orElse(""),
                    response.text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, bytes 0-3/10, 0123",
        "bytes=8-, 206, bytes 8-9/10, 89",
        "bytes=-3, 206, bytes 7-9/10, 789",
        "bytes=-30, 206, bytes 0-9/10, 0123456789",
        "bytes=4-400, 206, bytes 4-9/10, 456789",
        "Bytes= 9-9, 206, bytes 9-9/10, 9",
        "bytes=10-, 416, bytes */10, ''",
        "bytes=-0, 416, bytes */10, ''",
        "bytes=99999999999999-, 416, bytes */10, ''"
    })
    void a_range_comes_from_the_whole(String range, int status, String contentRange, String text) throws Exception {
        stored(session -> assertThat(answer(session.get(URL).header("Range", range)))
                .isEqualTo(new Answer(status, contentRange, text)));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "bytes=3-1", "bytes=-", "lines=1-2", "bytes=a-b"})
    void what_is_no_single_range_of_bytes_is_left_to_the_server(String range) throws Exception {
        stored(session -> session.get(URL).header("Range", range).discard());
        assertThat(asked).containsExactly("GET /");
    }

    @Test
    void a_range_of_this_very_response_is_given_and_of_another_left_to_the_server() throws Exception {
        stored(session -> {
            var request = session.get(URL).header("Range", "bytes=0-0").header("If-Range", "\"a\"");
            assertThat(answer(request).status()).isEqualTo(206);
            request = session.get(URL).header("Range", "bytes=0-0").header("If-Range", CHANGED);
            assertThat(answer(request).status()).isEqualTo(206);
            assertThat(asked).isEmpty();
            session.get(URL)
                    .header("Range", "bytes=0-0")
                    .header("If-Range", "W/\"a\"")
                    .discard();
            session.get(URL)
                    .header("Range", "bytes=0-0")
                    .header("If-Range", "\"b\"")
                    .discard();
            assertThat(asked).hasSize(2);
        });
    }

    @Test
    void a_range_of_what_is_stale_or_compressed_is_left_to_the_server() throws Exception {
        stored(session -> {
            Async.sleep(Duration.ofSeconds(61));
            session.get(URL).header("Range", "bytes=0-0").discard();
        });
        assertThat(asked).containsExactly("GET /");
        asked.clear();
        scene.visit(MemoryStore.of(1 << 20), request -> digits(request, "Content-Encoding", "x-odd"), (session, _) -> {
            session.get(URL).uncompressed().discard();
            session.get(URL).uncompressed().header("Range", "bytes=0-0").discard();
        });
        assertThat(asked).containsExactly("GET /", "GET /");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match|\"a\"",
                "If-None-Match|W/\"a\"",
                "If-None-Match|\"x\", \"a\"",
                "If-None-Match|*",
                "If-Modified-Since|" + CHANGED,
                "If-Modified-Since|Sun, 06 Nov 1994 08:49:38 GMT"
            })
    void who_has_it_already_is_told_so(String name, String value) throws Exception {
        stored(session -> {
            try (Response response = session.get(URL).header(name, value).send()) {
                assertThat(response.status()).isEqualTo(Status.NOT_MODIFIED);
                assertThat(response.headers().first("ETag")).contains("\"a\"");
                assertThat(response.headers().has("Content-Type")).isFalse();
                assertThat(response.text()).isEmpty();
            }
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void who_has_another_asks_the_server_and_a_tag_goes_before_a_date() throws Exception {
        stored(session -> {
            session.get(URL).header("If-None-Match", "\"b\"").discard();
            session.get(URL)
                    .header("If-None-Match", "\"b\"")
                    .header("If-Modified-Since", CHANGED)
                    .discard();
            session.get(URL)
                    .header("If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT")
                    .discard();
            session.get(URL)
                    .header("If-Match", "\"a\"")
                    .header("If-None-Match", "\"a\"")
                    .discard();
            session.get(URL)
                    .header("If-None-Match", "\"a\"")
                    .header("Range", "bytes=0-0")
                    .discard();
        });
        assertThat(asked).hasSize(5);
    }

    @Test
    void a_head_of_the_same_makes_it_fresh_again() throws Exception {
        stored(session -> {
            Async.sleep(Duration.ofSeconds(61));
            session.head(URL).discard();
            assertThat(session.get(URL).text()).isEqualTo("0123456789");
        });
        assertThat(asked).containsExactly("HEAD /");
    }

    @Test
    void a_head_of_something_else_makes_it_forgotten() throws Exception {
        var tags = new ArrayList<>(List.of("\"a\"", "\"b\"", "\"b\""));
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> request.respond(
                        Status.OK,
                        Headers.of("Cache-Control", "max-age=60", "ETag", tags.removeFirst()),
                        Pieces.of(new byte[0])),
                (session, _) -> {
                    session.get(URL).discard();
                    session.head(URL).header("Cache-Control", "no-cache").discard();
                    var again = session.get(URL).discard();
                    assertThat(again.headers().first("Cache-Status")).contains("heddle; fwd=uri-miss");
                });
        assertThat(asked).containsExactly("GET /", "HEAD /", "GET /");
    }

    @Test
    void fields_that_no_cache_names_are_left_out_and_the_rest_is_given() throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> request.respond(
                        Status.OK,
                        Headers.of("Cache-Control", "max-age=60, no-cache=\"A, b\"", "a", "1", "B", "2", "c", "3"),
                        Pieces.of(new byte[0])),
                (session, _) -> {
                    assertThat(session.get(URL).discard().headers().has("a")).isTrue();
                    var again = session.get(URL).discard().headers();
                    assertThat(again.first("Cache-Status")).contains("heddle; hit");
                    assertThat(again.has("a") || again.has("b")).isFalse();
                    assertThat(again.first("c")).contains("3");
                });
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "302, 1", "599, 2"})
    void must_understand_goes_before_no_store_where_the_status_is_understood(int status, int times) throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> request.respond(
                        Status.of(status),
                        Headers.of("Cache-Control", "max-age=60, no-store, must-understand"),
                        Pieces.of(new byte[0])),
                (session, _) -> {
                    session.get(URL).discard();
                    session.get(URL).discard();
                });
        assertThat(asked).hasSize(times);
    }
}
