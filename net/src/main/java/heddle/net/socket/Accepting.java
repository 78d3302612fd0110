package heddle.net.socket;

import heddle.async.Promise;
import heddle.async.loop.Loop;
import heddle.net.StreamOptions;
import heddle.net.local.SocketFile;
import heddle.net.wire.Endpoint;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.Listener;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Streams that come in: a listening socket that takes no more than a number of connections at a time.
///
/// A connection counts until its socket is closed. At the limit it stops accepting, and the kernel holds who comes;
/// the few that the transport has accepted by then wait here, unread. What changes belongs to the I/O thread.
public final class Accepting {
    private final Loop loop = Loop.current();
    private final int connectionsMax;
    private final StreamOptions streams;
    private final Consumer<SocketStream> accepted;
    private final Queue<SocketStream> surplus = new ArrayDeque<>();
    private final Promise<Boolean> ended = new Promise<>();
    private volatile @Nullable Listener listener;
    private int open;
    private boolean isClosed;

    /// For the loop of the calling coroutine. `accepted` gets every connection, on the I/O thread.
    public Accepting(int connectionsMax, StreamOptions streams, Consumer<SocketStream> accepted) {
        this.connectionsMax = connectionsMax;
        this.streams = streams;
        this.accepted = accepted;
    }

    /// Listens, on a coroutine of the loop that this was made on; parks.
    public void listen(SocketAddress address, int backlog) throws IOException {
        listener = Listener.bind(ListenOptions.on(address).backlog(backlog), this::accept);
    }

    /// Where it listens, with the port that was really taken.
    public SocketAddress address() {
        return listener().address();
    }

    private void accept(Channel channel) {
        var stream = SocketStream.join(loop, channel, streams, Endpoint.text(Addresses.plain(channel.remoteAddress())));
        if (isClosed) {
            stream.abort();
            return;
        }
        if (open < connectionsMax) {
            begin(stream);
        } else {
            surplus.add(stream);
        }
        var listening = channel.parent();
        listening.config().setAutoRead(open < connectionsMax);
        channel.closeFuture().addListener(_ -> listening.config().setAutoRead(open < connectionsMax && !isClosed));
    }

    private void begin(SocketStream stream) {
        open++;
        stream.whenClosed(this::makeRoom);
        accepted.accept(stream);
    }

    private void makeRoom() {
        open--;
        var next = surplus.poll();
        if (next != null) {
            begin(next);
        }
    }

    /// Stops listening. What was accepted lives on; who still waits for room is cut. Any thread.
    public void close() {
        listener().close();
        execute(() -> {
            isClosed = true;
            surplus.forEach(SocketStream::abort);
            surplus.clear();
            ended.complete(true);
        });
    }

    /// Parks until nobody comes in any more, after [#close()]: one whom the I/O thread had in its hands
    /// by then has.
    public void awaitEnd() {
        ended.await();
    }

    /// Parks until the socket and its file are gone, after [#close()].
    public void awaitClosed() {
        listener().awaitClosed();
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            ended.complete(true); // the loop has, and its channels with it
        }
    }

    /// Removes the file of a Unix domain socket on which nobody listens any more. On a coroutine; parks.
    public static void removeIfStale(SocketAddress address) throws IOException {
        if (address instanceof UnixDomainSocketAddress unix) {
            SocketFile.removeIfStale(unix.getPath());
        }
    }

    private Listener listener() {
        var bound = listener;
        if (bound == null) {
            throw new IllegalStateException("not listening yet");
        }
        return bound;
    }

    @Override
    public String toString() {
        return String.valueOf(listener);
    }
}
