package heddle.net.stream;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import heddle.net.socket.Accepting;
import heddle.net.socket.SocketStream;
import heddle.net.wire.Endpoint;
import heddle.net.wire.TlsUpgrade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens, and handles each connection in a task of its own.
///
/// What one handler throws is counted and logged, and concerns no other. It lives until it is stopped, at the
/// latest with the run, and all its tasks end with it. Stopping parks, so it is for coroutines.
public final class StreamServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamServer.class);

    private final StreamServerOptions options;
    private final ConnectionHandler handler;
    private final TaskGroup handlers = TaskGroup.detached();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final Promise<Boolean> quiet = new Promise<>();
    private final Promise<Boolean> stopped = new Promise<>();
    private final Accepting accepting;

    private StreamServer(StreamServerOptions options, ConnectionHandler handler) {
        this.options = options;
        this.handler = handler;
        this.accepting = new Accepting(options.limits().connectionsMax(), options.streams(), this::begin);
    }

    static StreamServer open(StreamServerOptions options, ConnectionHandler handler) throws IOException {
        if (options.tls().isPresent()) {
            tls(options).close(); // what is wrong with the certificate is said now
        }
        if (options.staleFile() == StreamServerOptions.StaleFile.REPLACE) {
            Accepting.removeIfStale(options.address());
        }
        var server = new StreamServer(options, handler);
        server.accepting.listen(options.address(), options.limits().backlog());
        return server;
    }

    private static TlsUpgrade tls(StreamServerOptions options) throws IOException {
        return TlsUpgrade.server(
                options.tls().orElseThrow(),
                options.protocols(),
                options.limits().handshakeTimeout());
    }

    private void begin(SocketStream stream) {
        open.incrementAndGet();
        accepted.incrementAndGet();
        try {
            var _ = handlers.start("connection " + stream.peer(), () -> serve(stream));
        } catch (IllegalStateException ended) {
            stream.abort();
            left();
        }
    }

    private void serve(SocketStream stream) {
        try {
            handle(stream);
        } catch (CancelledException stop) {
            throw stop;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError problem) {
            report(stream, problem);
        } finally {
            left();
        }
    }

    /// That a peer went away is no fault of this program, and of interest to few.
    private void report(SocketStream stream, Throwable problem) {
        failed.incrementAndGet();
        var reason = problem instanceof UncheckedIOException unchecked ? unchecked.getCause() : problem;
        if (reason instanceof BrokenStreamException) {
            log.debug("{}: {}", this, reason.getMessage());
        } else {
            log.error("{}: the handler of {} failed", this, stream.peer(), problem);
        }
    }

    private void handle(SocketStream stream) throws Exception {
        try (var connection =
                new Connection(stream, options.streams(), options.limits().handshakeTimeout())) {
            if (options.tls().isPresent()) {
                try (var upgrade = tls(options)) {
                    stream.startTls(upgrade, ByteBuffer.allocate(0));
                }
            }
            handler.handle(connection);
        }
    }

    private void left() {
        if (open.decrementAndGet() == 0 && isStopping.get()) {
            quiet.complete(true);
        }
    }

    /// Where it listens, with the port that was really taken.
    public SocketAddress localAddress() {
        return accepting.address();
    }

    /// The port that it listens on; 0 on a Unix domain socket.
    public int port() {
        return localAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    /// What it is doing and has done. Any thread.
    public StreamServerStatistics statistics() {
        return new StreamServerStatistics(open.get(), accepted.get(), failed.get());
    }

    /// Parks until it is stopped.
    public void awaitStop() {
        stopped.await();
    }

    /// Stops: accepts nothing more, lets handlers go on for the grace, then cancels those that are left. Parks;
    /// returns whether none had to be cancelled. If it is cancelled itself, it cancels them at once.
    ///
    /// The port or the file is free for others from the beginning of the grace on.
    public boolean stop(Duration grace) {
        accepting.close();
        boolean isQuiet = false;
        try {
            accepting.awaitEnd();
            isQuiet = awaitQuiet(grace);
            return isQuiet;
        } finally {
            handlers.cancel();
            if (!isQuiet) {
                Async.shield(this::awaitCut);
            }
            Async.shield(accepting::awaitClosed);
            stopped.complete(true);
        }
    }

    private void awaitCut() {
        if (!awaitQuiet(options.limits().cancelGrace())) {
            log.warn("{} was stopped, and {} handlers go on in spite of their cancellation", this, open.get());
        }
    }

    /// For when nobody comes in any more, or is cut at once.
    private boolean awaitQuiet(Duration limit) {
        isStopping.set(true);
        if (open.get() == 0) {
            return true;
        }
        try {
            quiet.await(limit);
            return true;
        } catch (TimeoutExceededException late) {
            return false;
        }
    }

    /// Stops, with the grace that the limits name.
    @Override
    public void close() {
        stop(options.limits().closeGrace());
    }

    @Override
    public String toString() {
        return "StreamServer[" + Endpoint.text(localAddress()) + ", " + statistics() + "]";
    }
}
