package heddle.tests.guides;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import java.time.Duration;

/// A server on this machine for the snippets of one guide, with a session or without.
final class Site {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private Site() {}

    @FunctionalInterface
    interface Call {
        void with(String url) throws Exception;
    }

    @FunctionalInterface
    interface Visit {
        void with(ClientSession session, String url) throws Exception;
    }

    static void visit(Handler handler, Visit visit) throws Exception {
        serve(handler, url -> {
            try (var session = ClientSession.open()) {
                visit.with(session, url);
            }
        });
    }

    static void serve(Handler handler, Call call) throws Exception {
        serve(ServerOptions.local(), handler, call);
    }

    static void serve(ServerOptions options, Handler handler, Call call) throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            try (var server = HttpServer.open(options, handler)) {
                call.with(server.url() + "/");
            }
        }));
    }
}
