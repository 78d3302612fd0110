package heddle.net.socket;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// Netty's addresses as the JDK's.
public final class Addresses {
    private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    private Addresses() {}

    /// A socket that is gone, or that has no name, is an unnamed Unix domain socket.
    public static SocketAddress plain(@Nullable SocketAddress address) {
        return switch (address) {
            case null -> UNNAMED;
            case DomainSocketAddress unix -> UnixDomainSocketAddress.of(unix.path());
            default -> address;
        };
    }
}
