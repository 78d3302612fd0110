package heddle.server;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.net.TlsIdentity;
import heddle.net.socket.Accepting;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.ListenOptions.PortSharing;
import heddle.net.wire.Listener;
import heddle.net.wire.SelfSigned;
import heddle.server.wire.Endpoint;
import heddle.server.wire.Rules;
import heddle.url.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server of HTTP/1.1 and HTTP/2 that listens on one address, with one or several loops behind it. Its handlers are
/// straight-line coroutines.
///
/// ```java
/// Async.run(() -> {
///     try (var server = HttpServer.open(ServerOptions.local(), request -> Reply.text("hello\n"))) {
///         IO.println(server.url());
///         Async.sleep(Duration.ofMinutes(1));
///     }
/// });
/// ```
///
/// Opened by a coroutine; everything else from any thread. It lives until it is stopped, and its loops live longer.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /// How long [#close] lets requests in flight go on.
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    /// How long a loop may take to notice that its server stops.
    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(5);

    /// How long a cut handler may take to notice.
    private static final Duration CUT_GRACE = Duration.ofSeconds(5);

    /// How long the transport may take to close a socket that listens.
    private static final Duration FREE_LIMIT = Duration.ofSeconds(5);

    private final boolean isSecure;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    private HttpServer(boolean isSecure) {
        this.isSecure = isSecure;
    }

    /// Serves on the loop of the calling coroutine; parks until it listens. Throws [IOException] when it cannot:
    /// the port is taken, the address is not of this machine.
    public static HttpServer open(ServerOptions options, Handler handler) throws IOException {
        var server = new HttpServer(options.isSecure());
        server.listen(listenOptions(options), rules(options), handler);
        return server;
    }

    /// Serves on all these loops: each listens on the same port, and the kernel spreads the connections. From any
    /// thread; a handler runs on the loop of its connection. As [#open(ServerOptions, Handler)] otherwise.
    ///
    /// Throws [IllegalArgumentException] for a Unix socket and several loops: the kernel does not spread those.
    public static HttpServer open(ServerOptions options, Loops loops, Handler handler) throws IOException {
        if (options.unixSocket().isPresent() && loops.size() > 1) {
            throw new IllegalArgumentException("a Unix socket serves one loop, not " + loops.size());
        }
        var server = new HttpServer(options.isSecure());
        Rules rules = rules(options);
        var listen = listenOptions(options);
        try {
            for (int i = 0; i < loops.size(); i++) {
                ListenOptions own = loops.size() == 1 ? listen : listen.portSharing(PortSharing.SHARED);
                listen = server.listenOn(loops, i, own, rules, handler);
            }
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    /// Returns the options with the port that was taken, for the loops that follow.
    private ListenOptions listenOn(Loops loops, int index, ListenOptions listen, Rules rules, Handler handler)
            throws IOException {
        Optional<IOException> failure = loops.<Optional<IOException>>submit(index, () -> {
                    try {
                        listen(listen, rules, handler);
                        return Optional.empty();
                    } catch (IOException e) {
                        return Optional.of(e);
                    }
                })
                .await();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return withAddress(listen, listeners.getFirst().address());
    }

    private void listen(ListenOptions listen, Rules rules, Handler handler) throws IOException {
        Accepting.removeIfStale(listen.address());
        var endpoint = Endpoint.open(rules, isSecure, new Serving(handler), this::wake);
        Listener listener = endpoint.listen(listen);
        listener.onFree(this::wake);
        listeners.add(listener);
        endpoints.add(endpoint);
    }

    /// Where it listens, with the port that was really taken.
    ///
    /// Throws [IllegalStateException] if that is a Unix socket.
    public InetSocketAddress address() {
        if (listeners.getFirst().address() instanceof InetSocketAddress inet) {
            return inet;
        }
        throw new IllegalStateException("this server listens on a Unix socket, which has no port: "
                + listeners.getFirst().address());
    }

    /// Its root as a URL, without a slash at the end: `http://127.0.0.1:8080`; of one that listens on a Unix socket
    /// `http://localhost`, for clients that are told its file, too.
    public String url() {
        if (listeners.getFirst().address() instanceof UnixDomainSocketAddress) {
            return isSecure ? "https://localhost" : "http://localhost";
        }
        String host = AddressText.host(address().getAddress());
        return "%s://%s:%d"
                .formatted(isSecure ? "https" : "http", host, address().getPort());
    }

    /// What it is doing, over all its loops.
    public ServerStatistics statistics() {
        int connections = 0;
        int answering = 0;
        long requests = 0;
        long refused = 0;
        for (Endpoint endpoint : endpoints) {
            connections += endpoint.connectionCount();
            answering += endpoint.answeringCount();
            requests += endpoint.requestCount();
            refused += endpoint.refusedCount();
        }
        return new ServerStatistics(connections, answering, requests, refused);
    }

    /// Stops: accepts nothing more, closes idle connections, lets requests in flight end within the grace, then
    /// cuts what is left and cancels its handlers. Parks, or blocks a thread of no loop. Returns whether nothing
    /// had to be cut. Then its port or its file is free for others.
    public boolean stop(Duration grace) {
        listeners.forEach(Listener::close);
        endpoints.forEach(Endpoint::beginStop);
        boolean isQuiet = false;
        try {
            await(this::isStopping, NOTICE_LIMIT); // no part of the grace, which may be zero
            isQuiet = awaitQuiet(grace);
            return isQuiet;
        } finally {
            Runnable rest = isQuiet ? this::awaitFree : this::cut;
            if (Loop.isPresent()) {
                Async.shield(rest::run);
            } else {
                rest.run();
            }
        }
    }

    private void awaitFree() {
        if (!await(this::isFree, FREE_LIMIT)) {
            LOG.warn("{} was stopped, and its port is not free yet", this);
        }
    }

    private boolean isFree() {
        return listeners.stream().allMatch(Listener::isFree);
    }

    private void cut() {
        endpoints.forEach(Endpoint::cut);
        if (!awaitQuiet(CUT_GRACE)) {
            LOG.warn(
                    "{} handlers go on after the server was stopped",
                    statistics().answering());
        }
        awaitFree();
    }

    /// Stops, with a second of grace.
    @Override
    public void close() {
        stop(CLOSE_GRACE);
    }

    private boolean awaitQuiet(Duration limit) {
        return await(this::isQuiet, limit);
    }

    private boolean await(BooleanSupplier condition, Duration limit) {
        Thread self = Thread.currentThread();
        waiting.add(self);
        try {
            return Loop.isPresent()
                    ? Parking.await(condition, Loop.current().nanoTime() + limit.toNanos())
                    : block(condition, System.nanoTime() + limit.toNanos());
        } finally {
            waiting.remove(self);
        }
    }

    /// On a thread of no loop; an interrupt ends it.
    private boolean block(BooleanSupplier condition, long deadline) {
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /// Whether each loop knows, so that nothing more begins.
    private boolean isStopping() {
        return endpoints.stream().allMatch(Endpoint::isStopping);
    }

    private boolean isQuiet() {
        return endpoints.stream().allMatch(Endpoint::isQuiet);
    }

    private void wake() {
        waiting.forEach(Parking::wake);
    }

    private static ListenOptions listenOptions(ServerOptions options) {
        var listen = ListenOptions.on(options.address());
        if (!options.isSecure()) {
            return listen;
        }
        TlsIdentity identity = options.tls().orElseGet(() -> SelfSigned.certificate(options.selfSignedNames()));
        return listen.tls(identity, "h2", "http/1.1");
    }

    private static ListenOptions withAddress(ListenOptions listen, SocketAddress taken) {
        return new ListenOptions(
                taken,
                listen.backlog(),
                listen.portSharing(),
                listen.tls(),
                listen.protocols(),
                listen.handshakeTimeout());
    }

    private static Rules rules(ServerOptions options) {
        ServerLimits limits = options.limits();
        ServerTimeouts timeouts = options.timeouts();
        return new Rules(
                limits.headBytesMax(),
                limits.headerLinesMax(),
                limits.targetBytesMax(),
                limits.bodyBytesMax(),
                limits.connectionsMax(),
                limits.streamsMax(),
                timeouts.head().toNanos(),
                timeouts.idle().toNanos(),
                timeouts.read().toNanos(),
                timeouts.bodyBytesPerSecondMin(),
                timeouts.write().toNanos());
    }

    @Override
    public String toString() {
        return "HttpServer[" + url() + ", " + statistics() + "]";
    }
}
