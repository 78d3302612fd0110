package heddle.bench;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What `heddle serve` serves, a little slower, with a count of the requests for each target.
final class CountedOrigin implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int NAMES = 8;

    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Loops loops = Loops.open(1);
    private final HttpServer server;

    CountedOrigin() throws IOException {
        var router = TestOrigin.router();
        server = HttpServer.open(ServerOptions.local(), loops, request -> {
            count.incrementAndGet();
            requests.merge(request.target(), 1, Integer::sum);
            Async.sleep(PAUSE);
            return router.handle(request);
        });
    }

    /// Its URL, by one of its names in turn: several loops have some of these hosts each.
    String url(int number) {
        return server.url().replace("127.0.0.1", "host-" + number % NAMES + ".localhost");
    }

    /// What a URL of it is by its address; empty when it is none of it.
    Optional<String> byAddress(String url) {
        String there = url.replaceFirst("^http://host-[0-9]+\\.localhost", "http://127.0.0.1");
        return there.startsWith(server.url()) ? Optional.of(there) : Optional.empty();
    }

    /// How many requests there have been.
    int count() {
        return count.get();
    }

    /// How often each target has been asked for.
    Map<String, Integer> requests() {
        return new HashMap<>(requests);
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }
}
