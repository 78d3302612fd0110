package heddle.net.socket;

import heddle.async.loop.Loop;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.NetOptions;
import heddle.net.StreamOptions;
import heddle.net.wire.Dialer;
import heddle.net.wire.Endpoint;
import heddle.net.wire.Target;
import io.netty.channel.Channel;
import java.nio.file.Path;

/// Makes streams out: to a host, or to a process of this machine. On a coroutine; parks.
public final class Dialling {
    private Dialling() {}

    /// Reaches `host`, without TLS.
    public static SocketStream host(String host, int port, NetOptions options, StreamOptions streams)
            throws DialException {
        var dialed = new Dialer(options).dial(Target.plain(host, port));
        return joined(dialed.channel(), streams, Endpoint.text(dialed.remote()));
    }

    /// Reaches whoever listens on the Unix domain socket that goes by `file`.
    public static SocketStream file(Path file, ConnectOptions options, StreamOptions streams) throws DialException {
        return joined(UnixDialer.dial(file, options), streams, file.toString());
    }

    private static SocketStream joined(Channel channel, StreamOptions streams, String peer) {
        var loop = Loop.current();
        var stream = SocketStream.over(loop, channel, streams, peer);
        loop.execute(stream::join);
        return stream;
    }
}
