package heddle.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Stands before a connection of HTTP/1 until it is known what the peer speaks: TLS has agreed on HTTP/2 (ALPN), or the
/// first bytes are its preface (RFC 9113, 3.4). Then it has the connection replaced; else it only steps aside.
final class ProtocolChoice extends ChannelInboundHandlerAdapter {
    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", StandardCharsets.US_ASCII));

    private final Runnable http2;
    private @Nullable ByteBuf held;

    /// `http2` replaces the handlers behind this one.
    ProtocolChoice(Runnable http2) {
        this.http2 = http2;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null && "h2".equals(tls.applicationProtocol())) {
                http2.run();
                context.pipeline().remove(this);
                return;
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = held == null ? (ByteBuf) message : Unpooled.wrappedBuffer(held, (ByteBuf) message);
        held = null;
        int known = Math.min(bytes.readableBytes(), PREFACE.readableBytes());
        boolean isPreface = ByteBufUtil.equals(bytes, bytes.readerIndex(), PREFACE, 0, known);
        if (isPreface && known < PREFACE.readableBytes()) {
            held = bytes;
            return;
        }
        if (isPreface) {
            http2.run();
        }
        context.fireChannelRead(bytes);
        context.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
