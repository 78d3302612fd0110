package heddle.net.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Keeps what a TLS peer sends before anyone has asked for it: records may arrive together with the end of the
/// handshake, and whoever reads the connection is not in the pipeline yet. Hands it on at the first read, then
/// leaves.
final class EarlyBytes extends ChannelDuplexHandler {

    private static final AttributeKey<Throwable> PROBLEM = AttributeKey.valueOf(EarlyBytes.class, "problem");

    private final Queue<Object> early = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        early.add(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (early.isEmpty()) {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        var isAnswered = !early.isEmpty();
        for (var message = early.poll(); message != null; message = early.poll()) {
            context.fireChannelRead(message);
        }
        if (isAnswered) {
            context.fireChannelReadComplete();
        }
        if (!isAnswered || context.channel().config().isAutoRead()) {
            context.read();
        }
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    /// Nobody else is there to hear it; the channel has mostly closed for it.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.channel().attr(PROBLEM).setIfAbsent(cause);
    }

    /// What went wrong on the channel before anyone read it.
    static Optional<Throwable> problem(Channel channel) {
        return Optional.ofNullable(channel.attr(PROBLEM).get());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        early.forEach(ReferenceCountUtil::release);
    }
}
