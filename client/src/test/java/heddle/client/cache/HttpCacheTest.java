package heddle.client.cache;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.time.VirtualTime;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.http.Headers;
import heddle.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a cache does beyond single exchanges: in the background, with bodies, with redirects, with its bounds.
class HttpCacheTest {
    private final CacheScene scene = new CacheScene();
    private final VirtualTime time = scene.time();
    private final List<String> asked = scene.asked();

    private static Pieces body(String text) {
        return Pieces.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Response fresh(Outgoing request, String body) {
        return request.respond(Status.of(200), Headers.of("Cache-Control", "max-age=60"), body(body));
    }

    @Test
    void a_stale_response_is_given_at_once_while_one_task_asks_meanwhile() throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> {
                    Async.sleep(Duration.ofSeconds(asked.size() == 1 ? 0 : 2));
                    return request.respond(
                            Status.of(200),
                            Headers.of("Cache-Control", "max-age=10, stale-while-revalidate=60"),
                            body("answer " + asked.size()));
                },
                (session, cache) -> {
                    String url = "http://origin.test/";
                    assertThat(session.get(url).text()).isEqualTo("answer 1");
                    Async.sleep(Duration.ofSeconds(20));
                    Duration before = time.elapsed();
                    assertThat(session.get(url).text()).isEqualTo("answer 1");
                    assertThat(session.get(url).text()).isEqualTo("answer 1");
                    assertThat(time.elapsed()).isEqualTo(before);
                    Async.sleep(Duration.ofSeconds(5));
                    assertThat(session.get(url).text()).isEqualTo("answer 2");
                    assertThat(asked).hasSize(2);
                    Async.sleep(Duration.ofSeconds(100));
                    assertThat(session.get(url).text()).isEqualTo("answer 3");
                    assertThat(cache.statistics()).isEqualTo(new CacheStatistics(3, 3, 0, 2, 3));
                });
    }

    @Test
    void without_a_stored_response_only_if_cached_is_answered_by_504() throws Exception {
        scene.visit(MemoryStore.of(1 << 20), request -> fresh(request, "x"), (session, _) -> {
            var request = session.get("http://origin.test/").header("Cache-Control", "only-if-cached");
            assertThat(request.discard().status().code()).isEqualTo(504);
            assertThat(asked).isEmpty();
            session.get("http://origin.test/").discard();
            assertThat(request.text()).isEqualTo("x");
        });
    }

    @Test
    void each_response_says_what_the_cache_did_and_how_old_it_is() throws Exception {
        scene.visit(MemoryStore.of(1 << 20), request -> fresh(request, "x"), (session, _) -> {
            String url = "http://origin.test/#fragment";
            assertThat(session.get(url).discard().headers().first("Cache-Status"))
                    .contains("heddle; fwd=uri-miss");
            Async.sleep(Duration.ofSeconds(7));
            var hit = session.get("http://origin.test/").discard();
            assertThat(hit.headers().first("Cache-Status")).contains("heddle; hit");
            assertThat(hit.headers().first("Age")).contains("7");
            assertThat(hit.bodyBytes()).isEqualTo(1);
            assertThat(session.get(url)
                            .header("If-Match", "*")
                            .discard()
                            .headers()
                            .first("Cache-Status"))
                    .contains("heddle; fwd=bypass");
            assertThat(session.head(url).discard().headers().first("Cache-Status"))
                    .contains("heddle; hit");
        });
    }

    @Test
    void a_body_that_was_not_read_to_its_end_or_is_too_long_is_not_kept() throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> fresh(request, request.url().path().equals("/long") ? "x".repeat(1001) : "short"),
                (session, cache) -> {
                    session.get("http://origin.test/").send().close();
                    session.get("http://origin.test/").discard();
                    session.get("http://origin.test/").discard();
                    assertThat(asked).containsExactly("GET /", "GET /");
                    session.get("http://origin.test/long").discard();
                    assertThat(session.get("http://origin.test/long").text()).hasSize(1001);
                    assertThat(asked).hasSize(4);
                    assertThat(cache.statistics().stored()).isEqualTo(1);
                });
    }

    @Test
    void a_redirect_is_kept_as_any_other_response() throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> request.url().path().equals("/")
                        ? request.respond(
                                Status.of(301),
                                Headers.of("Location", "/there", "Cache-Control", "max-age=60"),
                                body(""))
                        : fresh(request, "there"),
                (session, _) -> {
                    for (int i = 0; i < 3; i++) {
                        var exchange = session.get("http://origin.test/").discard();
                        assertThat(exchange.url().path()).isEqualTo("/there");
                        assertThat(exchange.redirects()).hasSize(1);
                    }
                    assertThat(asked).containsExactly("GET /", "GET /there");
                });
    }

    @Test
    void a_304_about_something_else_is_not_believed() throws Exception {
        scene.visit(
                MemoryStore.of(1 << 20),
                request -> request.headers().has("If-None-Match")
                        ? request.respond(Status.NOT_MODIFIED, Headers.of("ETag", "\"other\""), body(""))
                        : request.respond(
                                Status.of(200),
                                Headers.of("ETag", "\"mine\"", "Cache-Control", "no-cache"),
                                body("answer " + asked.size())),
                (session, _) -> {
                    assertThat(session.get("http://origin.test/").text()).isEqualTo("answer 1");
                    assertThat(session.get("http://origin.test/").text()).isEqualTo("answer 3");
                });
    }

    @Test
    void of_too_much_what_was_not_asked_for_longest_goes() throws Exception {
        scene.visit(MemoryStore.of(4_000), request -> fresh(request, "x".repeat(500)), (session, cache) -> {
            for (String path : List.of("/1", "/2", "/3", "/1", "/4", "/1", "/2")) {
                session.get("http://origin.test" + path).discard();
            }
            assertThat(asked).containsExactly("GET /1", "GET /2", "GET /3", "GET /4", "GET /2");
            assertThat(cache.toString()).contains("of 4000 bytes");
        });
    }

    @Test
    void what_the_caller_knows_to_be_out_of_date_can_be_forgotten() throws Exception {
        scene.visit(MemoryStore.of(1 << 20), request -> fresh(request, "x"), (session, cache) -> {
            session.get("http://origin.test/1").discard();
            session.get("http://origin.test/2").discard();
            cache.forget("http://user:secret@origin.test/1#part");
            session.get("http://origin.test/1").discard();
            session.get("http://origin.test/2").discard();
            assertThat(asked).containsExactly("GET /1", "GET /2", "GET /1");
            cache.forgetAll();
            assertThat(cache.toString()).contains("[0 of ");
            session.get("http://origin.test/2").discard();
            assertThat(asked).hasSize(4);
        });
    }
}
