package heddle.server.wire;

import heddle.net.StreamOptions;
import heddle.net.socket.SocketStream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/// A connection that speaks another protocol than HTTP by now: its stream belongs to the coroutine of the request
/// that asked for it, and only stopping is left to do here. On the I/O thread.
final class UpgradedConnection implements Served {
    private final Endpoint endpoint;
    private final Channel channel;
    private final Exchange exchange;

    /// Takes the channel from the handlers of HTTP, which pass on what they have not used.
    UpgradedConnection(Endpoint endpoint, Channel channel, Exchange exchange, ChannelHandler... leaving) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.exchange = exchange;
        var peer = String.valueOf(channel.remoteAddress());
        var stream = SocketStream.adopt(endpoint.loop(), channel, StreamOptions.defaults(), peer);
        for (ChannelHandler handler : leaving) {
            channel.pipeline().remove(handler);
        }
        exchange.upgraded(stream);
    }

    /// Is from now on one of the endpoint's.
    void join() {
        channel.closeFuture().addListener(_ -> endpoint.left(this));
    }

    @Override
    public void closeIfIdle() {
        exchange.stop();
    }

    @Override
    public void cut() {
        var _ = channel.close();
    }
}
