package heddle.net.stream;

import heddle.async.Promise;
import heddle.net.StreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Both ends of one connection.
record Pair(Connection near, Connection far, StreamServer server, Promise<Boolean> over) implements AutoCloseable {
    static Pair open(Way way, Path file) throws IOException {
        return open(way, file, UnaryOperator.identity());
    }

    static Pair open(Way way, Path file, UnaryOperator<StreamOptions> streams) throws IOException {
        var far = new Promise<Connection>();
        var over = new Promise<Boolean>();
        var server = Streams.listen(way.server(file).streams(streams), connection -> {
            far.complete(connection);
            over.await();
        });
        var near = way.connect(server, options -> options.streams(streams));
        return new Pair(near, far.await(Duration.ofSeconds(10)), server, over);
    }

    @Override
    public void close() {
        near.abort();
        far.abort();
        over.complete(true);
        server.close();
    }
}
