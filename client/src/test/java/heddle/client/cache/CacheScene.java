package heddle.client.cache;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import java.util.ArrayList;
import java.util.List;

/// A session with a cache before an origin that is a middleware, in virtual time.
final class CacheScene {
    private final VirtualTime time = VirtualTime.start();
    private final List<String> asked = new ArrayList<>();

    interface Visit {
        void with(ClientSession session, HttpCache cache) throws Exception;
    }

    /// The origin's answer to a request.
    interface Origin {
        Response answer(Outgoing request);
    }

    void visit(CacheStore store, Origin origin, Visit visit) throws Exception {
        var cache = HttpCache.of(store, options -> options.entryBytesMax(1000));
        Middleware below = (request, _) -> {
            asked.add(request.method() + " " + request.url().requestTarget());
            return origin.answer(request);
        };
        Async.run(LoopOptions.defaults().time(time), () -> {
            try (var session =
                    ClientSession.open(options -> options.middleware(cache).middleware(below.perHop()))) {
                visit.with(session, cache);
            }
        });
    }

    VirtualTime time() {
        return time;
    }

    /// What the origin was asked.
    List<String> asked() {
        return asked;
    }
}
