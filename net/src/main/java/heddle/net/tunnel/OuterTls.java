package heddle.net.tunnel;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCompletionEvent;

/// Keeps what the TLS of a proxy tells from those who have a TLS of their own inside it: that the proxy has said
/// goodbye does not mean that the server has.
public final class OuterTls extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslCompletionEvent)) {
            context.fireUserEventTriggered(event);
        }
    }
}
