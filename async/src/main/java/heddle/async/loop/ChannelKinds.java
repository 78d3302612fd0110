package heddle.async.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;

/// The kinds of channel that a loop can drive: those of a [Transport], or simulated ones.
public interface ChannelKinds {
    /// Makes channels that dial.
    ChannelFactory<? extends Channel> socketChannel();

    /// Makes channels that listen.
    ChannelFactory<? extends ServerChannel> serverSocketChannel();

    /// Makes channels for datagrams. Throws [UnsupportedOperationException] where there are none.
    ChannelFactory<? extends DatagramChannel> datagramChannel();

    /// What lets several channels listen on one port (`SO_REUSEPORT`).
    ChannelOption<Boolean> portSharing();
}
