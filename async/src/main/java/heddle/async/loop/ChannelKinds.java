package heddle.async.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import java.net.SocketAddress;
import java.nio.file.Path;

/// The kinds of channel that a loop can drive: those of a [Transport], or simulated ones.
public interface ChannelKinds {
    /// Makes channels that dial.
    ChannelFactory<? extends Channel> socketChannel();

    /// Makes channels that listen.
    ChannelFactory<? extends ServerChannel> serverSocketChannel();

    /// Makes channels that dial Unix domain sockets. Throws [UnsupportedOperationException] where there are none.
    default ChannelFactory<? extends Channel> unixSocketChannel() {
        throw withoutUnixSockets();
    }

    /// Makes channels that listen on Unix domain sockets. Throws [UnsupportedOperationException] where there are
    /// none.
    default ChannelFactory<? extends ServerChannel> unixServerSocketChannel() {
        throw withoutUnixSockets();
    }

    /// The address of a Unix domain socket as those channels want it. Throws [UnsupportedOperationException] where
    /// there are none.
    default SocketAddress unixAddress(Path file) {
        throw withoutUnixSockets();
    }

    private static UnsupportedOperationException withoutUnixSockets() {
        return new UnsupportedOperationException("in memory there are no Unix domain sockets; use TCP in simulations");
    }

    /// Makes channels for datagrams. Throws [UnsupportedOperationException] where there are none.
    ChannelFactory<? extends DatagramChannel> datagramChannel();

    /// What lets several channels listen on one port (`SO_REUSEPORT`).
    ChannelOption<Boolean> portSharing();
}
