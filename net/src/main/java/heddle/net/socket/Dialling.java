package heddle.net.socket;

import heddle.async.loop.Loop;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.NetOptions;
import heddle.net.StreamOptions;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import heddle.net.wire.UnixDialer;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Makes streams out: to a host, or to a process of this machine. On a coroutine; parks.
public final class Dialling {
    private Dialling() {}

    /// Reaches `host`, without TLS.
    public static SocketStream host(String host, int port, NetOptions options, StreamOptions streams)
            throws DialException {
        var target = Target.plain(host, port);
        return SocketStream.of(new Dialer(options)
                .dial(target, joining(streams, target.place()))
                .channel());
    }

    /// Reaches whoever listens on the Unix domain socket that goes by `file`.
    public static SocketStream file(Path file, ConnectOptions options, StreamOptions streams) throws DialException {
        return SocketStream.of(UnixDialer.dial(file, options, joining(streams, file.toString())));
    }

    private static Consumer<Channel> joining(StreamOptions streams, String peer) {
        var loop = Loop.current();
        return channel -> SocketStream.join(loop, channel, streams, peer);
    }
}
