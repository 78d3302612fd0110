package heddle.client.wire;

import heddle.async.loop.ChannelKinds;
import heddle.async.loop.Transport;
import heddle.client.codec.ResponseDecoder;
import heddle.client.trace.CloseReason;
import heddle.http.ConnectionLostException;
import heddle.http.Headers;
import heddle.http.Phase;
import heddle.net.StreamOptions;
import heddle.net.socket.SocketStream;
import heddle.net.wire.Dialed;
import heddle.net.wire.LoopBuffers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP/1.1: idle in a pool, or busy with one transfer, whose lease it is itself. Used
/// on the I/O thread, where it is the last handler of its channel.
///
/// Any byte, end or reset while it is idle closes it. While it is busy one deadline is watched, that of the phase
/// it is in or of the whole, whichever is earlier. A transfer's end is settled when the read that brought it is
/// over: by then bytes that do not belong to the response have shown themselves, and the connection closes instead
/// of serving again.
final class Http1Connection extends Connection implements Lease {
    /// Not io_uring, where Netty makes a pipe for each part of a file and splices twice.
    private static final Set<ChannelKinds> KERNEL_SENDS = Set.of(Transport.EPOLL, Transport.NIO);

    private final Pool pool;
    private final Channel channel;
    private final ResponseDecoder decoder;
    private final ResponseReader reader;
    private final RequestWriter writer;
    private final Watch watch;

    /// Whether it is plain, on a transport that has been seen to do it.
    private final boolean sendsFiles;

    private @Nullable Transfer transfer;
    private boolean hasServed;
    private boolean isWritten;

    /// Whether a streamed request waits for the peer to take more.
    private boolean isBackedUp;

    private boolean isClosed;
    private boolean isCloseNotified;

    /// Whether more has come than the response.
    private boolean isTainted;

    /// Whether the channel has gone over to another protocol; it counts as one of the pool's until it is closed.
    private boolean isUpgraded;

    /// Whether nothing is read until the reader of the body has caught up.
    private boolean isPaused;

    private Phase phase = Phase.WRITE;
    private long phaseStart;
    private long phaseLimit;
    private long phaseDeadline;

    private Http1Connection(Pool pool, Dialling dial, Dialed dialed) {
        super(pool, dial, dialed);
        this.pool = pool;
        this.channel = dialed.channel();
        this.decoder = new ResponseDecoder(pool.limits().headBytesMax(), this::answerBegins, this::unasked);
        this.reader = new ResponseReader(pool.limits(), decoder::decodedBytes);
        this.writer = new RequestWriter(channel, LoopBuffers.of(pool.loop()), this::written);
        this.watch = new Watch(pool.loop(), this::expired);
        this.sendsFiles = KERNEL_SENDS.contains(pool.loop().transport())
                && channel.pipeline().first() == null;
    }

    /// One that was just made, in its place in the pipeline.
    static Http1Connection open(Pool pool, Dialling dial, Dialed dialed) {
        var connection = new Http1Connection(pool, dial, dialed);
        connection.channel.pipeline().addLast(connection.decoder, connection);
        return connection;
    }

    @Override
    public Connection connection() {
        return this;
    }

    @Override
    int room() {
        return transfer == null && !isUpgraded && !isClosed ? 1 : 0;
    }

    @Override
    boolean isUnused() {
        return transfer == null && !isUpgraded;
    }

    @Override
    List<Transfer> transfers() {
        Transfer current = transfer;
        return current == null ? List.of() : List.of(current);
    }

    @Override
    public boolean framesPieces() {
        return false;
    }

    // ---- serving

    @Override
    void begin(Transfer transfer, long now) {
        this.transfer = transfer;
        isWritten = false;
        transfer.served(this, now, !hasServed && !hasRested());
        hasServed = true;
        pool.counts().transfers.add(1);
        WireRequest request = transfer.request();
        decoder.expect(request.answer() == WireRequest.Answer.HEAD_ONLY);
        reader.begin(transfer);
        if (!channel.isActive()) {
            lost(null);
            return;
        }
        enter(Phase.WRITE, now, request.timeouts().writeNanos());
        byte[] lines = request.head().lines();
        transfer.signal().headSent(lines);
        if (request.isStreamed()) {
            send(lines, false);
        } else {
            transfer.signal().bodySent(request.body());
            writer.write(lines, request.body());
        }
    }

    /// Sends a piece of a streamed request. While its writer is slow only the total counts; while the peer is slow,
    /// so does the limit for writing, unless the peer waits for the reader of its response.
    @Override
    public void send(byte[] piece, boolean isLast) {
        writer.stream(piece, isLast);
        Transfer current = transfer;
        if (current == null || isWritten) {
            return;
        }
        isBackedUp = !isLast && !channel.isWritable();
        if (isLast || isBackedUp) {
            awaitPeer(current);
        } else {
            awaitPiece(current);
        }
    }

    private void awaitPeer(Transfer current) {
        long now = pool.loop().nanoTime();
        enter(Phase.WRITE, now, current.request().timeouts().writeNanos());
        if (isPaused) {
            awaitMore(current, pool.loop().nanoTime());
        }
    }

    @Override
    public boolean sendsFiles() {
        return sendsFiles;
    }

    /// As a piece of any body, but that there is room for the next once the peer has taken this one.
    @Override
    public void send(FileRegion part, boolean isLast) {
        Transfer current = transfer;
        if (current != null && !isWritten) {
            isBackedUp = !isLast;
            awaitPeer(current);
        }
        writer.stream(part, isLast, this::taken);
    }

    private void taken() {
        Transfer current = transfer;
        if (current != null && !isWritten) {
            isBackedUp = false;
            awaitPiece(current);
        }
    }

    @Override
    public void sendTrailers(Headers trailers) {
        throw new IllegalStateException("trailers are lines behind the last chunk here");
    }

    private void awaitPiece(Transfer current) {
        watch.until(current.totalDeadline(), pool.loop().nanoTime());
        current.room();
    }

    @Override
    void closeAt(long deadline, long now) {
        watch.until(deadline, now);
    }

    /// The transfer gives up; so does the connection, in the middle of a response.
    @Override
    public void abandon(Transfer transfer) {
        if (this.transfer == transfer) {
            this.transfer = null;
            close(CloseReason.GIVEN_UP);
        }
    }

    @Override
    public void taken(Transfer transfer, int bytes) {
        if (transfer.letsOn()) {
            pool.loop().execute(() -> resume(transfer));
        }
    }

    /// Reads on: the reader of the body has caught up.
    private void resume(Transfer transfer) {
        if (isPaused && !isClosed && this.transfer == transfer) {
            isPaused = false;
            resumeWatch(transfer);
            channel.config().setAutoRead(true);
        }
    }

    private void resumeWatch(Transfer current) {
        if (isWritten || current.isAnswered()) {
            awaitMore(current, pool.loop().nanoTime());
        } else if (isBackedUp) {
            awaitPeer(current);
        } else {
            watch.until(current.totalDeadline(), pool.loop().nanoTime());
        }
    }

    @Override
    void retire(CloseReason reason) {
        close(reason);
    }

    @Override
    void close(CloseReason reason) {
        if (!isClosed) {
            isClosed = true;
            signal().closed(reason);
            watch.stop();
            decoder.rest();
            pool.closed(this, reason);
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
        if (reader.isOver() && reader.intake().isUpgrade()) {
            upgrade();
            return;
        }
        if (!isPaused && !reader.isOver() && transfer.holdsBack()) {
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
        if (isWritten || isPaused || current.isAnswered()) {
            awaitMore(current, pool.loop().nanoTime());
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
        close(CloseReason.PEER_CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (transfer != null) {
            lost(cause);
        }
        close(CloseReason.BROKEN);
    }

    // ---- inside

    private void awaitMore(Transfer current, long now) {
        if (isPaused) {
            watch.until(current.totalDeadline(), now);
        } else if (decoder.hasBegun()) {
            enter(Phase.READ, now, current.request().timeouts().readGapNanos());
        } else {
            enter(Phase.FIRST_BYTE, now, current.request().timeouts().firstByteNanos());
        }
    }

    private void unasked() {
        close(CloseReason.UNASKED_BYTES);
    }

    private void answerBegins() {
        if (transfer != null) {
            transfer.firstByte(pool.loop().nanoTime());
        }
    }

    private void written() {
        isWritten = true;
        if (transfer != null) {
            long now = pool.loop().nanoTime();
            transfer.requestSent(now);
            awaitMore(transfer, now);
        }
    }

    private void finish(Transfer current) {
        if (reader.intake().endsWithConnection() && channel.pipeline().first() != decoder && !isCloseNotified) {
            lost(new IOException("TLS was cut without close_notify, so the body may be, too"));
            return;
        }
        long idleNanos = reader.intake().keepAliveNanos(pool.idleNanos());
        CloseReason obstacle = obstacle(idleNanos);
        transfer = null;
        decoder.rest();
        long now = pool.loop().nanoTime();
        current.complete(now);
        if (isPaused) {
            isPaused = false;
            channel.config().setAutoRead(true);
        }
        if (obstacle != null) {
            close(obstacle);
        } else if (!isClosed) {
            pool.release(this, now, idleNanos);
        }
        current.wake();
    }

    /// What keeps it from serving again, if anything does.
    private @Nullable CloseReason obstacle(long idleNanos) {
        if (!isWritten) {
            return CloseReason.REQUEST_UNFINISHED;
        }
        if (isTainted || decoder.hasLeftover()) {
            return CloseReason.UNASKED_BYTES;
        }
        if (reader.intake().endsWithConnection()) {
            return CloseReason.BODY_UNTIL_CLOSE;
        }
        return idleNanos == KeepAlive.CLOSE ? CloseReason.RESPONSE_SAYS_CLOSE : null;
    }

    /// Gives the channel away, with what has come after the response.
    private void upgrade() {
        Transfer current = transfer;
        if (current == null) {
            return;
        }
        transfer = null;
        isUpgraded = true;
        watch.stop();
        var stream = SocketStream.adopt(pool.loop(), channel, StreamOptions.defaults(), remote().toString());
        channel.closeFuture().addListener(_ -> close(CloseReason.UPGRADED));
        channel.pipeline().remove(this);
        channel.pipeline().remove(decoder);
        current.upgraded(stream);
        current.complete(pool.loop().nanoTime());
        current.wake();
    }

    private void fail(Fault fault) {
        Transfer current = transfer;
        transfer = null;
        if (current != null) {
            current.fail(fault);
        }
        close(channel.isActive() ? CloseReason.EXCHANGE_FAILED : CloseReason.PEER_CLOSED);
    }

    private void lost(@Nullable Throwable cause) {
        Transfer current = transfer;
        transfer = null;
        CloseReason reason = cause == null ? CloseReason.PEER_CLOSED : CloseReason.BROKEN;
        if (current == null) {
            close(reason);
            return;
        }
        Phase during = decoder.hasBegun() ? Phase.READ : phase;
        String detail = "closed " + reader.intake().progress(decoder.hasBegun());
        if (decoder.hasBegun()) {
            current.fail(() -> new ConnectionLostException(during, detail, cause));
        } else {
            current.failUnanswered(() -> DialFaults.lost(host().target(), pool.net(), during, detail, cause));
        }
        close(reason);
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
        long now = pool.loop().nanoTime();
        Transfer current = transfer;
        if (current == null) {
            close(staleness(now));
            return;
        }
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
    String state() {
        return isClosed ? "closed" : isUpgraded ? "upgraded" : isIdle() ? "idle" : isPaused ? "paused" : "busy";
    }
}
