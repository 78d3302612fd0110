package heddle.server;

import heddle.net.socket.SocketStream;
import heddle.server.wire.Exchange;

/// Talks another protocol over a connection that was upgraded; runs on the coroutine of the request that asked
/// for it.
@FunctionalInterface
interface Upgrade {
    /// Talks to the end, and closes the stream. Throws nothing but cancellation.
    void talk(SocketStream stream, Exchange exchange);
}
