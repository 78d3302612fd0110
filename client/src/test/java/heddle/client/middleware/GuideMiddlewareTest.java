package heddle.client.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.Exchange;
import heddle.client.Middleware;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.client.body.MultipartForm;
import heddle.client.cache.DiskStore;
import heddle.client.cache.HttpCache;
import heddle.client.cache.MemoryStore;
import heddle.client.download.Download;
import heddle.client.download.Downloaded;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ForbiddenAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/client.md` about middlewares, run.
class GuideMiddlewareTest {
    private static final String KEPT = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 5\r\n\r\nhello";

    @Test
    void one_of_the_callers_own() throws Exception {
        var numbers = new AtomicInteger();
        try (var peer = ScriptedPeer.repeating(KEPT)) {
            String url = peer.url();
            Async.run(() -> {
                Middleware traced = (request, next) -> {
                    String number = Integer.toString(numbers.incrementAndGet());
                    Response response = next.send(request.withHeader("X-Trace", number));
                    IO.println(number + " " + response.status() + " " + response.url());
                    return response;
                };
                try (var session = ClientSession.open(options -> options.middleware(traced))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests().getFirst()).contains("X-Trace: 1");
        }
    }

    @Test
    void those_that_are_there() throws Exception {
        try (var peer = ScriptedPeer.repeating(KEPT)) {
            String url = peer.url();
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.middleware(
                                Retry.of(retry -> retry.triesMax(3).budget(Duration.ofSeconds(30))))
                        .middleware(Hedge.of(hedge -> hedge.delay(Duration.ofMillis(300))))
                        .middleware(CircuitBreaker.of(
                                circuit -> circuit.failures(10, 20).open(Duration.ofMinutes(1))))
                        .middleware(
                                RateLimit.of(limit -> limit.perHostSecond(20).perSecond(100))))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests()).hasSizeBetween(1, 2); // on a crowded machine the answer is late
        }
    }

    @Test
    void a_cache(@TempDir Path folder) throws Exception {
        try (var peer = ScriptedPeer.repeating(KEPT)) {
            String url = peer.url();
            Async.run(() -> {
                var cache = HttpCache.of(MemoryStore.of(64 << 20));
                try (var session = ClientSession.open(options -> options.middleware(cache))) {
                    session.get(url).discard();
                    Exchange again = session.get(url).discard();
                    IO.println(again.headers().first("Cache-Status").orElseThrow()); // heddle; hit
                    IO.println(cache.statistics());
                    assertThat(again.headers().first("Cache-Status")).contains("heddle; hit");
                }
            });
            Async.run(() -> {
                try (var store = DiskStore.open(folder, 1L << 30);
                        var session = ClientSession.open(options -> options.middleware(HttpCache.of(store)))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests()).hasSize(2);
        }
    }

    @Test
    void forms_and_downloads(@TempDir Path folder) throws Exception {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "JPEG");
        Path file = folder.resolve("file");
        try (var peer = ScriptedPeer.repeating(KEPT)) {
            String url = peer.url();
            Client.visit(session -> {
                var form = MultipartForm.empty().field("title", "Sunset").file("photo", photo);
                String answer = session.post(url).body(form).text();
                assertThat(answer).isEqualTo("hello");
            });
            Client.visit(session -> {
                Downloaded done = Download.to(file, session, url);
                IO.println(done.bytes() + " bytes, " + done.resumedBytes() + " of them from an earlier time");
            });
            assertThat(file).hasContent("hello");
            assertThat(peer.requests().getFirst()).contains("filename=\"photo.jpg\"\r\nContent-Type: image/jpeg");
        }
    }

    @Test
    void addresses() throws Exception {
        try (var peer = ScriptedPeer.repeating(KEPT)) {
            String url = peer.url();
            Async.run(() -> {
                try (var session = ClientSession.open(SessionOptions::publicOnly)) {
                    session.get(url).text();
                } catch (ForbiddenAddressException refused) {
                    IO.println(refused.getMessage());
                }
            });
            assertThat(peer.requests()).isEmpty();
        }
    }
}
