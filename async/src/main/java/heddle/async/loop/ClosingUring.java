package heddle.async.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/// Stops the reading of an io_uring channel that is being closed.
///
/// Netty (4.2.18) puts a close off while a write is under way, and cancels before that what it had asked the kernel
/// for. A read that was asked for while the bytes before it were handled comes after that: the socket then stays
/// polled, and the kernel keeps it open, with no file of ours, until the other side says something. That meets each
/// connection that is ended because of what it has just read, such as one that speaks anything but TLS.
///
/// It stands first in the pipeline, so that it sees the reads and the close of every other handler.
final class ClosingUring extends ChannelOutboundHandlerAdapter {
    private static final String NAME = "closing";

    private boolean isClosing;

    private ClosingUring() {}

    /// A channel that reads no more once it is being closed.
    static <C extends Channel> C of(C channel) {
        channel.pipeline().addFirst(NAME, new ClosingUring());
        return channel;
    }

    /// A listening channel that accepts such channels.
    static <C extends Channel> C listening(C listener) {
        listener.pipeline().addFirst(NAME, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                context.fireChannelRead(of((Channel) accepted));
            }
        });
        return listener;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        isClosing = true;
        forgetRead(context.channel());
        var _ = context.close(promise);
    }

    /// Only turning automatic reads off makes the channel forget a read that it has been asked for.
    private static void forgetRead(Channel channel) {
        channel.config().setAutoRead(true);
        channel.config().setAutoRead(false);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (!isClosing) {
            context.read();
        }
    }
}
