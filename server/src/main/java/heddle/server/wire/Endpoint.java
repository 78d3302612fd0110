package heddle.server.wire;

import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.http.Status;
import heddle.net.socket.Addresses;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A server's part on one loop: the listener, its connections, the requests being answered.
///
/// What changes belongs to the I/O thread; the counters are read from anywhere.
public final class Endpoint {
    private final Loop loop;
    private final Rules rules;
    private final boolean isSecure;
    private final Application application;
    private final Runnable quiet;
    private final DateLine date;
    private final TaskGroup tasks = TaskGroup.detached();
    private final Set<Served> connections = new LinkedHashSet<>();
    private final Set<Exchange> answering = new HashSet<>();
    private boolean isByFile;
    private volatile boolean isStopping;
    private volatile int connectionCount;
    private volatile int answeringCount;
    private volatile long requestCount;
    private volatile long refusedCount;

    private Endpoint(Loop loop, Rules rules, boolean isSecure, Application application, Runnable quiet) {
        this.loop = loop;
        this.rules = rules;
        this.isSecure = isSecure;
        this.application = application;
        this.quiet = quiet;
        date = new DateLine(loop);
    }

    /// An endpoint on the loop of the calling coroutine. `quiet` is run when it has begun to stop, and from
    /// then on each time the last connection or the last request has gone.
    public static Endpoint open(Rules rules, boolean isSecure, Application application, Runnable quiet) {
        return new Endpoint(Loop.current(), rules, isSecure, application, quiet);
    }

    /// Listens, on the loop that it was opened on and from a coroutine of it; parks.
    public Listener listen(ListenOptions options) throws IOException {
        isByFile = options.address() instanceof UnixDomainSocketAddress;
        return Listener.bind(options, this::accept);
    }

    /// Any thread: lets no new request begin; connections without one are closed, the others end with their reply.
    public void beginStop() {
        loop.execute(() -> {
            isStopping = true;
            List.copyOf(connections).forEach(Served::closeIfIdle);
            quiet.run();
        });
    }

    /// Whether its I/O thread has [begun to stop][#beginStop]: whatever connection comes now is refused.
    public boolean isStopping() {
        return isStopping;
    }

    /// Any thread: cuts what is left, and cancels what still answers.
    public void cut() {
        loop.execute(() -> {
            List.copyOf(connections).forEach(Served::cut);
            tasks.cancel();
        });
    }

    /// Whether it is stopping, no connection is open, and nothing is being answered. One that is not stopping
    /// may have a connection in the hands of its I/O thread.
    public boolean isQuiet() {
        return isStopping && connectionCount == 0 && answeringCount == 0;
    }

    /// Open connections.
    public int connectionCount() {
        return connectionCount;
    }

    /// Requests that are being answered.
    public int answeringCount() {
        return answeringCount;
    }

    /// Requests that reached the application so far.
    public long requestCount() {
        return requestCount;
    }

    /// Requests that were refused before they could.
    public long refusedCount() {
        return refusedCount;
    }

    Loop loop() {
        return loop;
    }

    Rules rules() {
        return rules;
    }

    DateLine date() {
        return date;
    }

    void accept(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        SocketAddress remote = Addresses.plain(channel.remoteAddress());
        boolean isGone = !isByFile && !(remote instanceof InetSocketAddress);
        if (isGone) {
            var _ = channel.close();
            return;
        }
        var connection = new Connection(this, channel, remote, isSecure);
        connections.add(connection);
        connectionCount = connections.size();
        connection.join(new ProtocolChoice(() -> replace(connection, channel, remote)));
        if (isStopping || connections.size() > rules.connectionsMax()) {
            connection.refuse(new Refusal(Status.SERVICE_UNAVAILABLE, "this server has too many connections"));
        }
    }

    /// A peer speaks HTTP/2.
    private void replace(Connection connection, Channel channel, SocketAddress remote) {
        if (connection.tryLeave()) {
            var successor = new Http2Connection(this, channel, remote, isSecure);
            connections.remove(connection);
            connections.add(successor);
            successor.join();
            if (isStopping) {
                successor.closeIfIdle();
            }
        }
    }

    /// A connection has gone over to another protocol.
    void upgraded(Served connection, UpgradedConnection successor) {
        connections.remove(connection);
        connections.add(successor);
        successor.join();
        if (isStopping) {
            successor.closeIfIdle();
        }
    }

    void left(Served connection) {
        connections.remove(connection);
        connectionCount = connections.size();
        reportQuiet();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the I/O thread alone
    void dispatch(Exchange exchange) {
        requestCount++;
        answering.add(exchange);
        answeringCount = answering.size();
        var _ = tasks.start(() -> application.serve(exchange));
    }

    void ended(Exchange exchange) {
        answering.remove(exchange);
        answeringCount = answering.size();
        reportQuiet();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the I/O thread alone
    void refused() {
        refusedCount++;
    }

    private void reportQuiet() {
        if (isQuiet()) {
            quiet.run();
        }
    }
}
