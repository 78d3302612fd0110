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
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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
    private @Nullable SslHandler ssl;
    private volatile @Nullable TlsSession session;

    SocketHandler(Loop loop, Channel channel, Inflow in, Outflow out, String peer) {
        this.loop = loop;
        this.channel = channel;
        this.in = in;
        this.out = out;
        this.peer = peer;
    }

    void join() {
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setRecvByteBufAllocator(new OneRead(LoopBuffers.of(loop)));
        channel.pipeline().addLast("stream", this);
        channel.closeFuture().addListener(_ -> gone());
    }

    Optional<TlsSession> tls() {
        return Optional.ofNullable(session);
    }

    // ---- what arrives

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (bytes.isReadable()) {
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
        if (in.isAsked()) {
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
            in.end(ssl == null ? null : this::cut);
        }
    }

    /// An end of TCP without the end of TLS may be somebody's who wants the rest unread (RFC 8446 §6.1).
    private BrokenStreamException cut() {
        return new BrokenStreamException(
                peer + " ended the connection without ending TLS; what was read may not be all that was sent", null);
    }

    /// The channel is closed. That is how Netty (4.2.18) takes the end of what a Unix domain socket brings, on
    /// other transports than epoll: there both directions end together.
    private void gone() {
        if (ssl == null && !(channel.localAddress() instanceof InetSocketAddress)) {
            in.end(null);
        }
        broken(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(cause);
        Handoff.close(channel);
    }

    private void broken(@Nullable Throwable cause) {
        Supplier<IOException> reason = () -> new BrokenStreamException(
                cause == null
                        ? "Connection with %s is gone".formatted(peer)
                        : "Connection with %s is gone: %s".formatted(peer, cause.getMessage()),
                cause);
        in.end(reason);
        out.fail(reason);
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
                broken(written.cause());
            }
        });
    }

    void shutdownOutput() {
        if (ssl != null) {
            var _ = ssl.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    void close() {
        Handoff.close(channel);
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
        channel.pipeline().addFirst("tls", handler);
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
