package heddle.net.wire;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// A listening socket of one loop; what it accepts lives on the same loop.
public final class Listener implements AutoCloseable {

    private Listener() {}

    /// Listens on the loop of the calling coroutine; parks. `accepted` gets every connection on the I/O thread before
    /// its first byte, registered, with the `SslHandler` in place when the options have an identity.
    @SuppressWarnings("DoNotCallSuggester")
    public static Listener bind(ListenOptions options, Consumer<Channel> accepted) throws IOException {
        throw new UnsupportedOperationException(options + " " + accepted);
    }

    /// Where it listens, with the port that was really taken.
    @SuppressWarnings("DoNotCallSuggester")
    public InetSocketAddress localAddress() {
        throw new UnsupportedOperationException();
    }

    /// Stops accepting; connections that were accepted live on. Any thread, any number of times.
    @Override
    public void close() {}
}
