package heddle.net.tunnel;

import heddle.net.DialFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.ByteBuffer;

/// Plays a [Negotiation] on a channel, and leaves the channel's pipeline when the tunnel is open. Lives on the I/O
/// thread.
public final class TunnelHandler extends ChannelInboundHandlerAdapter {
    private final Negotiation negotiation;
    private final Promise<Channel> opened;
    private final ByteBuf received;

    private TunnelHandler(Negotiation negotiation, Channel channel) {
        this.negotiation = negotiation;
        this.opened = channel.eventLoop().newPromise();
        this.received = channel.alloc().heapBuffer();
    }

    /// Begins the conversation on a connected channel whose pipeline it joins at the end, and behind it `next`,
    /// which gets what comes after it. Ends with the channel, or a [TunnelException]; unless it succeeds, the
    /// channel is closed.
    public static Future<Channel> open(Negotiation negotiation, Channel channel, ChannelHandler next) {
        var handler = new TunnelHandler(negotiation, channel);
        handler.opened.addListener(end -> {
            if (!end.isSuccess()) {
                var _ = channel.close();
            }
        });
        channel.pipeline().addLast(handler, next);
        return handler.opened;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            fail(new TunnelException(DialFailure.PROXY_CUT, "it closed the connection at once"));
            return;
        }
        say(context, negotiation.opening());
        context.read();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        received.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (opened.isDone()) {
            bytes.release();
            return;
        }
        received.writeBytes(bytes);
        bytes.release();
        try {
            proceed(context);
        } catch (TunnelException refused) {
            fail(refused);
        }
    }

    private void proceed(ChannelHandlerContext context) throws TunnelException {
        while (!opened.isDone()) {
            ByteBuffer view = received.nioBuffer();
            Negotiation.Step step = negotiation.receive(view);
            received.skipBytes(view.position());
            switch (step) {
                case Negotiation.Step.Wait() -> {
                    return;
                }
                case Negotiation.Step.Say(byte[] bytes) -> say(context, bytes);
                case Negotiation.Step.Open() -> leave(context);
            }
        }
    }

    /// What has come beyond the conversation is the target's.
    private void leave(ChannelHandlerContext context) {
        if (received.isReadable()) {
            context.fireChannelRead(received.readRetainedSlice(received.readableBytes()));
        }
        context.pipeline().remove(this);
        opened.trySuccess(context.channel());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!opened.isDone()) {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new TunnelException(DialFailure.PROXY_CUT, "it closed the connection without an answer"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(new TunnelException(DialFailure.PROXY_CUT, "the connection broke: " + cause.getMessage(), cause));
    }

    private void fail(TunnelException reason) {
        opened.tryFailure(reason);
    }

    private static void say(ChannelHandlerContext context, byte[] bytes) {
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }
}
