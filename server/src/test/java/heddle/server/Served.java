package heddle.server;

import heddle.async.LoopOptions;
import heddle.async.Loops;
import java.io.IOException;
import java.time.Duration;

/// A server on loops of its own, for a test on an ordinary thread.
final class Served implements AutoCloseable {
    private final Loops loops;
    private final HttpServer server;

    private Served(Loops loops, HttpServer server) {
        this.loops = loops;
        this.server = server;
    }

    static Served by(Handler handler) throws IOException {
        return by(ServerOptions.local(), handler);
    }

    static Served by(ServerOptions options, Handler handler) throws IOException {
        return by(options, Loops.open(1), handler);
    }

    static Served by(ServerOptions options, LoopOptions loop, Handler handler) throws IOException {
        return by(options, Loops.open(1, loop), handler);
    }

    static Served by(ServerOptions options, Loops loops, Handler handler) throws IOException {
        try {
            return new Served(loops, HttpServer.open(options, loops, handler));
        } catch (IOException | RuntimeException failure) {
            loops.close();
            throw failure;
        }
    }

    HttpServer server() {
        return server;
    }

    RawPeer peer() throws IOException {
        return RawPeer.connect(server.address());
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
        loops.close();
    }
}
