package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.loop.Loop;
import heddle.async.scope.Roots;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.Middleware;
import heddle.client.body.Pieces;
import heddle.client.cache.HttpCache;
import heddle.client.cache.MemoryStore;
import heddle.http.Headers;
import heddle.http.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What lasts as long as its loop does not grow with what is done there.
class LeftBehindTest {
    private static final int ROUNDS = 10;

    @Test
    void a_cache_that_validates_meanwhile_leaves_no_groups() throws Exception {
        var asked = new AtomicInteger();
        Middleware origin = (request, _) -> {
            asked.incrementAndGet();
            return request.respond(
                    Status.of(200),
                    Headers.of("Cache-Control", "max-age=10, stale-while-revalidate=60"),
                    Pieces.of(new byte[1]));
        };
        var cache = HttpCache.of(MemoryStore.of(1 << 20));
        var groups = new ArrayList<Integer>();
        Async.run(LoopOptions.defaults().time(VirtualTime.start()), () -> {
            try (var session =
                    ClientSession.open(options -> options.middleware(cache).middleware(origin.perHop()))) {
                for (int i = 0; i < ROUNDS; i++) {
                    session.get("http://origin.test/").discard();
                    Async.sleep(Duration.ofSeconds(20));
                    groups.add(Roots.of(Loop.current()).groups().size());
                }
            }
        });
        assertThat(asked).hasValue(ROUNDS);
        assertThat(groups.getLast()).as("%s", groups).isEqualTo(groups.get(1));
    }
}
