package heddle.net.socket;

import heddle.async.flow.Inflow;
import heddle.async.flow.Outflow;
import heddle.async.loop.Loop;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.ByteSink;
import heddle.async.stream.ByteSource;
import heddle.async.stream.StreamClosedException;
import heddle.async.time.Seconds;
import heddle.net.StreamOptions;
import heddle.net.TlsSession;
import heddle.net.wire.Handoff;
import heddle.net.wire.TlsUpgrade;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One channel as two streams of bytes: the coroutines' side.
///
/// What arrives goes through an [Inflow], what is written through an [Outflow]; the other ends of both are held by
/// a [SocketHandler] on the I/O thread, to which everything else is handed, too.
public final class SocketStream implements ByteSink {
    private static final AttributeKey<SocketStream> OF_CHANNEL = AttributeKey.newInstance("heddle.stream");

    private final Loop loop;
    private final Channel channel;
    private final StreamOptions options;
    private final String peer;
    private final Inflow in;
    private final Outflow out;
    private final SocketHandler handler;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicBoolean isShut = new AtomicBoolean();

    private SocketStream(Loop loop, Channel channel, StreamOptions options, String peer) {
        this.loop = loop;
        this.channel = channel;
        this.options = options;
        this.peer = peer;
        this.in = new Inflow(() -> execute(this::read));
        this.out = new Outflow(options.bufferedBytesMax(), () -> execute(this::drain));
        this.handler = new SocketHandler(loop, channel, in, out, peer);
    }

    /// Takes over a channel that was just made, before it is connected or has read anything: what it reads without
    /// a reader is lost. On the I/O thread.
    static SocketStream join(Loop loop, Channel channel, StreamOptions options, String peer) {
        var stream = new SocketStream(loop, channel, options, peer);
        stream.handler.join();
        channel.attr(OF_CHANNEL).set(stream);
        return stream;
    }

    /// Takes over a channel that has spoken another protocol until now: HTTP, before it was upgraded. What
    /// comes from now on arrives here; the handlers of that protocol then leave, and hand on what they have not
    /// used. On the I/O thread.
    public static SocketStream adopt(Loop loop, Channel channel, StreamOptions options, String peer) {
        var stream = join(loop, channel, options, peer);
        stream.handler.adoptTls();
        return stream;
    }

    /// The stream that has taken over `channel`. Any thread.
    static SocketStream of(Channel channel) {
        return Objects.requireNonNull(channel.attr(OF_CHANNEL).get(), "nobody has joined this channel");
    }

    /// What arrives.
    public ByteSource source() {
        return in;
    }

    /// The other side, for people.
    public String peer() {
        return peer;
    }

    public SocketAddress localAddress() {
        return Addresses.plain(channel.localAddress());
    }

    public SocketAddress remoteAddress() {
        return Addresses.plain(channel.remoteAddress());
    }

    /// What the last handshake agreed on; empty before one.
    public Optional<TlsSession> tls() {
        return handler.tls();
    }

    /// Runs `action` on the I/O thread when the channel is closed.
    void whenClosed(Runnable action) {
        channel.closeFuture().addListener(_ -> action.run());
    }

    /// How many written bytes wait for the other side.
    public int unsent() {
        return out.unsent();
    }

    public boolean isOpen() {
        return !isClosed.get() && channel.isActive();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        out.write(bytes, this::abort);
    }

    /// Parks while too many bytes wait for the other side. For the one task that writes.
    public void awaitRoom() throws IOException {
        out.awaitRoom();
    }

    /// Writes a piece, which nobody may change any more, beside the task that may be writing, and never waits.
    /// Calls of this and of [#write] exclude each other.
    public void append(byte[] piece) throws IOException {
        out.append(piece);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /// Ends the writing direction; the other one lives on.
    @Override
    public void close() throws IOException {
        if (isShut.get()) {
            return;
        }
        flushInTime();
        isShut.set(true);
        out.fail(() -> new StreamClosedException("The output towards " + peer + " was shut down on this side"));
        execute(handler::shutdownOutput);
    }

    /// Ends both directions: after what was written, for which the other side has the options' time; at once in a
    /// cancelled scope, and when something still waits to be written by another task.
    public void closeBoth() throws IOException {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        in.close(this::closedHere);
        var isOrderly = false;
        try {
            if (!isShut.get() && !out.isEmpty()) {
                flushInTime();
            }
            isOrderly = true;
        } finally {
            out.fail(this::closedHere);
            execute(isOrderly ? () -> handler.close(options.closeTimeout()) : handler::abort);
        }
    }

    /// Drops both directions at once, and what was not sent with them; on TCP the other side meets a reset.
    public void abort() {
        isClosed.set(true);
        in.close(this::closedHere);
        out.fail(this::closedHere);
        execute(handler::abort);
    }

    private void flushInTime() throws IOException {
        if (out.isAwaited()) {
            throw new StreamClosedException(
                    "Connection with %s was closed while another task was writing to it; what was not sent is lost"
                            .formatted(peer));
        }
        var limit = options.closeTimeout();
        if (!out.flush(loop.nanoTime() + limit.toNanos())) {
            throw new BrokenStreamException(
                    "%s has not taken the last %d bytes within %s".formatted(peer, out.unsent(), Seconds.text(limit)),
                    null);
        }
    }

    /// Begins TLS with what comes next, of which `early` has been read already; the handshake is over when this
    /// returns. If it fails or is cancelled, the connection is aborted.
    public void startTls(TlsUpgrade upgrade, ByteBuffer early) throws IOException {
        var isDone = false;
        try {
            var handshake = Handoff.await(loop, upgrade.timeout(), () -> handler.startTls(upgrade, early), _ -> {});
            if (!handshake.isSuccess()) {
                throw upgrade.explain(handshake.cause());
            }
            isDone = true;
        } finally {
            if (!isDone) {
                abort();
            }
        }
    }

    private StreamClosedException closedHere() {
        return new StreamClosedException("Connection with " + peer + " was closed on this side");
    }

    private void read() {
        handler.read();
    }

    private void drain() {
        handler.drain();
    }

    /// Once the loop has ended, its channels are closed, too.
    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            in.end(this::closedHere);
            out.fail(this::closedHere);
        }
    }

    @Override
    public String toString() {
        return peer + (isOpen() ? "" : ", closed") + (out.isEmpty() ? "" : ", unsent=" + out.unsent());
    }
}
