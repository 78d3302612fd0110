package heddle.net.socket;

import heddle.async.flow.Inflow;
import heddle.async.flow.Outflow;
import heddle.async.loop.Loop;
import heddle.async.stream.BrokenStreamException;
import heddle.net.TlsSession;
import heddle.net.wire.Handoff;
import heddle.net.wire.LoopBuffers;
import heddle.net.wire.TlsUpgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One channel as two streams of bytes: the I/O thread's side. Everything here is called on it, except [#tls()].
final class SocketHandler extends ChannelInboundHandlerAdapter {
    private final Loop loop;
    private final Channel channel;
    private final Inflow in;
    private final Outflow out;
    private final String peer;
    private final OneRead reads;
    private @Nullable SslHandler ssl;
    /// Why a write failed, if one did.
    private @Nullable Throwable unwritable;
    private boolean isClosing;
    private volatile @Nullable TlsSession session;

    SocketHandler(Loop loop, Channel channel, Inflow in, Outflow out, String peer) {
        this.loop = loop;
        this.channel = channel;
        this.in = in;
        this.out = out;
        this.peer = peer;
        this.reads = new OneRead(LoopBuffers.of(loop), channel);
    }

    void join() {
        channel.config().setAutoRead(false);
        channel.config().setAutoClose(false); // what has come is read, also after a write that failed
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setRecvByteBufAllocator(reads);
        channel.pipeline().addLast("stream", this);
        channel.closeFuture().addListener(_ -> broken(null));
    }

    /// Takes note of the TLS that the channel speaks already: of the innermost, if one lies in another.
    void adoptTls() {
        for (var handler : channel.pipeline().toMap().values()) {
            if (handler instanceof SslHandler tls) {
                ssl = tls;
                session = TlsFacts.of(tls);
            }
        }
    }

    Optional<TlsSession> tls() {
        return Optional.ofNullable(session);
    }

    // ---- what arrives

    /// Reads once more, unless all has been read: Netty's epoll (4.2.18) closes a channel that is asked again.
    void read() {
        if (!in.hasEnded()) {
            channel.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (bytes.isReadable() && !isClosing) {
                var piece = new byte[bytes.readableBytes()];
                bytes.readBytes(piece);
                in.add(piece);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reads.haveEnded()) {
            inputIsOver();
        } else if (in.isAsked() || isClosing) {
            context.read(); // what came was not yet something to read, such as a part of a TLS record
        } else {
            in.wake();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == SslCloseCompletionEvent.SUCCESS) {
            in.end(null);
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputIsOver();
        }
    }

    private void inputIsOver() {
        if (isClosing) {
            Handoff.close(channel);
        } else if (ssl != null) {
            tlsIsOver();
        } else if (unwritable == null || isOnlyUnread(unwritable)) {
            in.end(null);
        } else {
            in.end(gone(unwritable));
        }
    }

    /// An end below TLS without the end of TLS may be somebody's who wants the rest unread (RFC 8446 §6.1). It
    /// ends a handshake, too. After the end of TLS, which is that of one direction, the other one lives on, unless
    /// TLS would read the end below again and again.
    private void tlsIsOver() {
        boolean isCut = !in.hasEnded();
        in.end(() -> new BrokenStreamException(
                peer + " ended the connection without ending TLS; what was read may not be all that was sent", null));
        if (isCut || reads.haveEnded()) {
            Handoff.close(channel);
        }
    }

    /// Whether a write failed because the other side, in an orderly way, reads no more (`EPIPE`). A reset, which
    /// the kernel tells of only once, was perhaps told to that write: then what looks like an end to the next read
    /// is none.
    private static boolean isOnlyUnread(Throwable writeFailure) {
        return String.valueOf(writeFailure.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains("broken pipe");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(cause);
        Handoff.close(channel);
    }

    private void broken(@Nullable Throwable cause) {
        in.end(gone(cause));
        out.fail(gone(cause));
    }

    private Supplier<IOException> gone(@Nullable Throwable cause) {
        return () -> new BrokenStreamException(
                cause == null
                        ? "Connection with %s is gone".formatted(peer)
                        : "Connection with %s is gone: %s".formatted(peer, cause.getMessage()),
                cause);
    }

    // ---- what leaves

    /// Sends all that was written since the last time, in one go.
    void drain() {
        out.come();
        var pieces = new ArrayList<byte[]>();
        int bytes = 0;
        for (byte[] piece = out.poll(); piece != null; piece = out.poll()) {
            pieces.add(piece);
            bytes += piece.length;
        }
        if (bytes == 0) {
            return;
        }
        var buffer = LoopBuffers.of(loop).toWrite(bytes, channel.alloc());
        pieces.forEach(buffer::writeBytes);
        int sent = bytes;
        channel.writeAndFlush(buffer).addListener(written -> {
            if (written.isSuccess()) {
                out.sent(sent);
            } else {
                unwritable = rootOf(written.cause());
                out.fail(gone(unwritable));
            }
        });
    }

    /// Netty shuts the output down when a write fails, and says so instead of why.
    private static Throwable rootOf(Throwable problem) {
        var cause = problem.getCause();
        return problem instanceof ChannelOutputShutdownException && cause != null ? cause : problem;
    }

    void shutdownOutput() {
        if (ssl != null) {
            var _ = ssl.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    /// Closes in order: ends the output, then reads away what still comes until the other side has ended, too,
    /// for `limit` at most. If it were closed at once, bytes that nobody has read, or that are still to come,
    /// would make the kernel reset the connection, and the other side might miss what was written last (RFC 9112
    /// §9.6).
    void close(Duration limit) {
        if (in.hasEnded() || !channel.isActive()) {
            Handoff.close(channel);
            return;
        }
        isClosing = true;
        var timer = loop.scheduleAt(loop.nanoTime() + limit.toNanos(), () -> Handoff.close(channel));
        channel.closeFuture().addListener(_ -> timer.cancel());
        var tls = ssl;
        if (tls == null) {
            readAway();
        } else {
            tls.closeOutbound().addListener(_ -> {
                if (channel.isActive()) {
                    channel.pipeline().remove(tls);
                    readAway();
                }
            });
        }
    }

    private void readAway() {
        if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
        channel.read();
    }

    /// Closes without a word, not even of TLS.
    void abort() {
        if (!channel.isOpen()) {
            return;
        }
        if (channel.localAddress() instanceof InetSocketAddress) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        var context = ssl == null ? null : channel.pipeline().context(ssl);
        if (context == null) {
            Handoff.close(channel);
        } else {
            var _ = context.close();
        }
    }

    // ---- TLS

    /// What was written before goes out in plain, what comes from now on goes through TLS, `early` before all.
    Future<Channel> startTls(TlsUpgrade upgrade, ByteBuffer early) {
        drain();
        var unread = Unpooled.buffer().writeBytes(early);
        for (byte[] piece = in.poll(); piece != null; piece = in.poll()) {
            unread.writeBytes(piece);
        }
        var handler = upgrade.newHandler(channel);
        ssl = handler;
        channel.pipeline().addBefore("stream", "tls", handler);
        var handshake = handshake(handler);
        if (unread.isReadable()) {
            channel.pipeline().fireChannelRead(unread).fireChannelReadComplete();
        } else {
            unread.release();
        }
        return handshake;
    }

    private Future<Channel> handshake(SslHandler handler) {
        var ended = loop.netty().<Channel>newPromise();
        handler.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                session = TlsFacts.of(handler);
                ended.trySuccess(channel);
            } else {
                ended.tryFailure(handshake.cause());
            }
        });
        channel.read(); // by itself the handler of a server waits for the other side without reading
        return ended;
    }
}
