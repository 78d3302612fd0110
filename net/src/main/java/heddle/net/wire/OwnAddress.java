package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.net.ListenException;
import heddle.net.ListenFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/// Which address of this machine a name means that a server is to listen on.
final class OwnAddress {

    private OwnAddress() {}

    /// The address itself, or that of its name, which is the system's to tell; on a thread of its own, since that
    /// blocks. On a coroutine; parks, for `limit` at most.
    static SocketAddress of(Loop loop, SocketAddress address, Duration limit) throws ListenException {
        if (!(address instanceof InetSocketAddress named && named.isUnresolved())) {
            return address;
        }
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(named.getHostString()), named.getPort());
        } catch (IllegalArgumentException isName) {
            return lookUp(loop, named, limit);
        }
    }

    private static SocketAddress lookUp(Loop loop, InetSocketAddress named, Duration limit) throws ListenException {
        var found = Handoff.await(
                loop,
                limit,
                () -> Aside.start(loop, "heddle-own-name", () -> InetAddress.getByName(named.getHostString())),
                _ -> {});
        if (!found.isSuccess()) {
            throw new ListenException(
                    ListenFailure.NAME_UNKNOWN,
                    Endpoint.text(named),
                    "the name %s was not found".formatted(named.getHostString()),
                    found.cause());
        }
        return new InetSocketAddress(found.getNow(), named.getPort());
    }
}
