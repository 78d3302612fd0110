package heddle.client.wire;

import heddle.http.ConnectionLostException;
import heddle.http.Phase;
import heddle.net.wire.DialTimes;
import heddle.net.wire.Dialed;
import heddle.net.wire.LoopBuffers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One connection to a server: idle in a pool, or busy with one transfer. Used on the I/O thread, where it is the
/// last handler of its channel.
///
/// Any byte, end or reset while it is idle closes it. While it is busy one deadline is watched, that of the phase
/// it is in or of the whole, whichever is earlier. A transfer's end is settled when the read that brought it is
/// over: by then bytes that do not belong to the response have shown themselves, and the connection closes instead
/// of serving again.
final class Connection extends ChannelInboundHandlerAdapter {
    private final Pool pool;
    private final HostPool host;
    private final Channel channel;
    private final Dialed dialed;
    private final ResponseDecoder decoder;
    private final ResponseReader reader;
    private final RequestWriter writer;
    private final Watch watch;

    /// Neighbours among the idle connections of the pool, which alone touches them.
    @Nullable Connection older;

    @Nullable Connection newer;

    private @Nullable Transfer transfer;
    private boolean hasServed;
    private boolean isWritten;
    private boolean isIdle;

    /// Whether a streamed request waits for the peer to take more.
    private boolean isBackedUp;

    private boolean isClosed;
    private boolean isCloseNotified;

    /// Whether more has come than the response.
    private boolean isTainted;

    /// Read by coroutines.
    private volatile boolean isPaused;

    private Phase phase = Phase.WRITE;
    private long phaseStart;
    private long phaseLimit;
    private long phaseDeadline;
    private long idleUntil;

    private Connection(Pool pool, HostPool host, Dialed dialed) {
        this.pool = pool;
        this.host = host;
        this.dialed = dialed;
        this.channel = dialed.channel();
        this.decoder = new ResponseDecoder(pool.limits().headBytesMax(), this::answerBegins, this::close);
        this.reader = new ResponseReader(pool.limits());
        this.writer = new RequestWriter(channel, LoopBuffers.of(pool.loop()), this::written);
        this.watch = new Watch(pool.loop(), this::expired);
    }

    /// Puts a connection that was just made into service.
    static Connection open(Pool pool, HostPool host, Dialed dialed) {
        var connection = new Connection(pool, host, dialed);
        connection.channel.pipeline().addLast(connection.decoder, connection);
        connection.channel.config().setAutoRead(true);
        return connection;
    }

    HostPool host() {
        return host;
    }

    DialTimes times() {
        return dialed.times();
    }

    InetSocketAddress remote() {
        return dialed.remote();
    }

    @Nullable Transfer transfer() {
        return transfer;
    }

    /// Whether the reader of the body is behind, so that nothing is read from the channel. Any thread.
    boolean isPaused() {
        return isPaused;
    }

    // ---- serving

    void begin(Transfer transfer, long now) {
        this.transfer = transfer;
        isIdle = false;
        isWritten = false;
        transfer.served(this, now, !hasServed);
        hasServed = true;
        pool.counts().transfers.add(1);
        WireRequest request = transfer.request();
        boolean isHeadOnly = request.answer() == WireRequest.Answer.HEAD_ONLY;
        decoder.expect(isHeadOnly);
        reader.begin(transfer, isHeadOnly);
        if (!channel.isActive()) {
            lost(null);
            return;
        }
        enter(Phase.WRITE, now, request.timeouts().writeNanos());
        if (request.isStreamed()) {
            send(request.head(), false);
        } else {
            writer.write(request.head(), request.body());
        }
    }

    /// Sends a piece of a streamed request. While its writer is slow only the total counts; while the peer is slow,
    /// so does the limit for writing.
    void send(byte[] piece, boolean isLast) {
        writer.stream(piece, isLast);
        Transfer current = transfer;
        if (current == null || isWritten) {
            return;
        }
        isBackedUp = !isLast && !channel.isWritable();
        if (isLast || isBackedUp) {
            enter(
                    Phase.WRITE,
                    pool.loop().nanoTime(),
                    current.request().timeouts().writeNanos());
        } else {
            awaitPiece(current);
        }
    }

    private void awaitPiece(Transfer current) {
        watch.until(current.totalDeadline(), pool.loop().nanoTime());
        current.room();
    }

    /// Goes idle, for so long at most.
    void rest(long now, long idleNanos) {
        isIdle = true;
        idleUntil = now + idleNanos;
        watch.until(idleUntil, now);
    }

    /// Whether an idle connection may serve once more.
    boolean isFresh(long now) {
        return now < idleUntil && channel.isActive();
    }

    /// The transfer gives up; so does the connection, in the middle of a response.
    void abandon(Transfer transfer) {
        if (this.transfer == transfer) {
            this.transfer = null;
            close();
        }
    }

    /// Reads on: the reader of the body has caught up.
    void resume() {
        if (isPaused && !isClosed) {
            isPaused = false;
            if (transfer != null) {
                enter(
                        Phase.READ,
                        pool.loop().nanoTime(),
                        transfer.request().timeouts().readGapNanos());
            }
            channel.config().setAutoRead(true);
        }
    }

    /// Closes it and tells the pool, once.
    void close() {
        if (!isClosed) {
            isClosed = true;
            watch.stop();
            decoder.rest();
            pool.closed(this, isIdle);
            var _ = channel.close();
        }
    }

    // ---- what the channel tells

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (transfer == null || reader.isOver()) {
            ReferenceCountUtil.release(message);
            isTainted = true;
            return;
        }
        Fault fault = reader.read((HttpObject) message);
        if (fault != null) {
            fail(fault);
            return;
        }
        if (reader.waitingBytes() >= pool.limits().bufferedBytesMax() && !isPaused && !reader.isOver()) {
            isPaused = true;
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Transfer current = transfer;
        if (current == null) {
            return;
        }
        if (reader.isOver()) {
            finish(current);
            return;
        }
        if (isWritten || current.isAnswered()) {
            awaitMore(current);
        }
        current.wake();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Transfer current = transfer;
        if (current == null || isWritten) {
            return;
        }
        if (!current.request().isStreamed()) {
            writer.proceed();
        } else if (isBackedUp && channel.isWritable()) {
            isBackedUp = false;
            awaitPiece(current);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent closing) {
            isCloseNotified = closing.isSuccess();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (transfer != null) {
            if (reader.isOver()) {
                finish(transfer);
            } else {
                lost(null);
            }
        }
        close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (transfer != null) {
            lost(cause);
        }
        close();
    }

    // ---- inside

    private void awaitMore(Transfer current) {
        long now = pool.loop().nanoTime();
        if (isPaused) {
            watch.until(current.totalDeadline(), now);
        } else if (decoder.hasBegun()) {
            enter(Phase.READ, now, current.request().timeouts().readGapNanos());
        } else {
            enter(Phase.FIRST_BYTE, now, current.request().timeouts().firstByteNanos());
        }
    }

    private void answerBegins() {
        if (transfer != null) {
            transfer.firstByte(pool.loop().nanoTime());
        }
    }

    private void written() {
        isWritten = true;
        if (transfer != null) {
            awaitMore(transfer);
        }
    }

    private void finish(Transfer current) {
        if (reader.endsWithConnection() && dialed.channel().pipeline().first() != decoder && !isCloseNotified) {
            lost(new IOException("TLS was cut without close_notify, so the body may be, too"));
            return;
        }
        long idleNanos = isWritten && !isTainted && !decoder.hasLeftover()
                ? reader.keepAliveNanos(pool.idleNanos())
                : KeepAlive.CLOSE;
        transfer = null;
        decoder.rest();
        long now = pool.loop().nanoTime();
        current.complete(now);
        if (isPaused) {
            isPaused = false;
            channel.config().setAutoRead(true);
        }
        if (idleNanos == KeepAlive.CLOSE || isClosed) {
            close();
        } else {
            pool.release(this, now, idleNanos);
        }
        current.wake();
    }

    private void fail(Fault fault) {
        Transfer current = transfer;
        transfer = null;
        if (current != null) {
            current.fail(fault);
        }
        close();
    }

    private void lost(@Nullable Throwable cause) {
        Transfer current = transfer;
        transfer = null;
        if (current == null) {
            close();
            return;
        }
        Phase during = decoder.hasBegun() ? Phase.READ : phase;
        String detail = reader.progress(decoder.hasBegun());
        Fault fault = () -> new ConnectionLostException(during, detail, cause);
        if (decoder.hasBegun()) {
            current.fail(fault);
        } else {
            current.failUnanswered(fault);
        }
        close();
    }

    private void enter(Phase phase, long now, long limitNanos) {
        this.phase = phase;
        phaseStart = now;
        phaseLimit = limitNanos;
        phaseDeadline = now + limitNanos;
        Transfer current = transfer;
        if (current != null) {
            watch.until(Math.min(phaseDeadline, current.totalDeadline()), now);
        }
    }

    private void expired() {
        Transfer current = transfer;
        if (current == null) {
            close();
            return;
        }
        long now = pool.loop().nanoTime();
        if (now >= current.totalDeadline()) {
            fail(() -> current.outOfTime(now));
            return;
        }
        Phase slow = phase;
        long limit = phaseLimit;
        long elapsed = now - phaseStart;
        fail(() -> Transfer.timeout(slow, limit, elapsed));
    }

    @Override
    public String toString() {
        String state = isClosed ? "closed" : isIdle ? "idle" : isPaused ? "paused" : "busy";
        return "Connection[%s, %s]".formatted(dialed.remote(), state);
    }
}
