package heddle.server.origin;

import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.Router;
import heddle.server.ServerRequest;
import java.util.List;

/// An origin to ask while testing or measuring clients: delays, bodies of any size, statuses, redirects, codings,
/// failures. `docs/serve.md` has an example for each route; `GET /` lists them.
///
/// Everything is deterministic but the fate of `/flaky`, and that follows from a seed and the order of requests.
public final class TestOrigin {
    /// One route.
    ///
    /// @param pattern as the router knows it
    /// @param query the names that the query may have, as in a URL; empty for none
    /// @param summary one line on what it answers
    public record Entry(String pattern, String query, String summary, Handler handler) {}

    private TestOrigin() {}

    /// The routes, with the seed 0.
    public static Router router() {
        return router(0);
    }

    /// The routes; `/flaky` follows the seed.
    public static Router router(long seed) {
        List<Entry> entries = entries(seed);
        String index = index(entries);
        Router.Builder routes = Router.builder().get("/", _ -> Reply.text(index));
        for (Entry entry : entries) {
            routes.get(entry.pattern(), entry.handler());
        }
        var echo = new EchoRoute();
        return routes.post("/echo", echo)
                .put("/echo", echo)
                .patch("/echo", echo)
                .build();
    }

    /// All routes but the index, which lists them.
    public static List<Entry> entries(long seed) {
        return List.of(
                new Entry("/delay/{ms}", "", "an answer after that many milliseconds", new DelayRoute()),
                new Entry("/bytes/{n}", "", "n bytes, always the same", new BytesRoute()),
                new Entry("/status/{code}", "retry-after=SECONDS", "that status", TestOrigin::status),
                new Entry("/redirect/{n}", "absolute&code=302", "n redirects, then 200", TestOrigin::redirect),
                new Entry("/gzip", "size=BYTES", "a text in gzip", CodedRoute.gzip()),
                new Entry("/deflate", "size=BYTES", "a text in deflate (zlib)", CodedRoute.deflate()),
                new Entry("/drip", "duration=S&numbytes=N&delay=S&code=200", "N bytes over S seconds", new DripRoute()),
                new Entry("/events/{n}", "interval=MS&cut=N", "a feed of n server-sent events", new EventsRoute()),
                new Entry("/flaky/{percent}", "seed=TEXT", "503 for that percentage of requests", new FlakyRoute(seed)),
                new Entry("/charset/{name}", "", "a text in that charset", new CharsetRoute()),
                new Entry("/cookie/{name}/{value}", "", "sets that cookie for the whole origin", TestOrigin::cookie),
                new Entry("/headers", "", "the headers of the request, as JSON", TestOrigin::headers),
                new Entry("/echo", "", "the body of the request, as it comes", new EchoRoute()),
                new Entry("/echo-socket", "", "the messages of a WebSocket, as they come", EchoSocketRoute.route()));
    }

    private static String index(List<Entry> entries) {
        var text = new StringBuilder("Heddle's test origin. docs/serve.md has an example for each route.\n\n");
        for (Entry entry : entries) {
            String query = entry.query().isEmpty() ? "" : "?" + entry.query();
            text.append("%-55s %s%n".formatted(entry.pattern() + query, entry.summary()));
        }
        return text.toString();
    }

    private static Reply status(ServerRequest request) {
        int code = (int) request.parameterNumber("code", 200, 599);
        Reply reply = Reply.empty(Status.of(code));
        if (reply.hasBody()) {
            reply = Reply.text(code + " as asked\n").status(Status.of(code));
        }
        long seconds = request.queryNumber("retry-after", 0, 86_400, -1);
        return seconds < 0 ? reply : reply.header("Retry-After", Long.toString(seconds));
    }

    private static Reply redirect(ServerRequest request) {
        long left = request.parameterNumber("n", 0, 1000);
        int code = (int) request.queryNumber("code", 300, 399, 302);
        if (left == 0) {
            return Reply.text("arrived\n");
        }
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String location = "/redirect/" + (left - 1) + query;
        boolean isAbsolute = request.query("absolute").isPresent();
        return Reply.empty(Status.of(code)).header("Location", isAbsolute ? request.origin() + location : location);
    }

    private static Reply cookie(ServerRequest request) {
        return Reply.text("set\n")
                .header("Set-Cookie", "%s=%s; Path=/".formatted(request.parameter("name"), request.parameter("value")));
    }

    private static Reply headers(ServerRequest request) {
        return Reply.bytes("application/json", JsonText.of(request.headers()));
    }
}
