package heddle.net.wire;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.Optional;

/// A connection that was just made and now belongs to the caller, who must close it.
///
/// The channel is registered with the loop it was dialled on and reads nothing until told to (`autoRead` is off).
/// With TLS its pipeline begins with the `SslHandler`; bytes the peer sent early are kept until the first read. It
/// may have been closed by the peer already: whoever adds handlers checks `isActive`.
///
/// @param channel the connection
/// @param remote the address that was reached; of a Unix domain socket the path
/// @param protocol what ALPN agreed on, if anything
/// @param times how long it took
public record Dialed(Channel channel, SocketAddress remote, Optional<String> protocol, DialTimes times) {
    /// What has broken the connection since it was made and before anyone read it: with TLS 1.3 a peer that does
    /// not accept this side says so then.
    public Optional<Throwable> problem() {
        return EarlyBytes.problem(channel);
    }
}
