package heddle.net;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How an address is reached: TCP, by Happy Eyeballs version 2 (RFC 8305) when there are several.
///
/// @param timeout the longest that connecting takes, over all addresses together; positive, 10 s by default; when
///     it has passed the dial fails with [DialFailure#CONNECT_TIMED_OUT]
/// @param attemptDelay how long one attempt runs alone before the next address is tried beside it; positive, 250 ms
///     by default, as RFC 8305 §5 recommends; an attempt that fails earlier gives way at once
/// @param reach which addresses may be dialled; any by default
/// @param localAddresses where connections begin: for each the next one, in turn, that is of the same IP version as the
///     address that is dialled; addresses that none fits are left out, and if that leaves nothing the dial fails with
///     [DialFailure#NO_LOCAL_ADDRESS]; empty, the default, leaves it to the system; the system chooses the port
/// @param socket what the kernel is told of each socket
/// @param unixSocket the file of the Unix domain socket that all connections go to, whatever host they are meant for:
///     no name is looked up, and neither `reach` nor `localAddresses` nor `socket` count; none by default
public record ConnectOptions(
        Duration timeout,
        Duration attemptDelay,
        Reach reach,
        List<InetAddress> localAddresses,
        SocketOptions socket,
        Optional<Path> unixSocket) {

    public ConnectOptions {
        Limits.positive("connect timeout", timeout);
        Limits.positive("connect attemptDelay", attemptDelay);
        localAddresses = List.copyOf(localAddresses);
    }

    /// 10 s over all addresses, 250 ms between attempts, any address, from wherever the system chooses, sockets as
    /// [SocketOptions#defaults] has them.
    public static ConnectOptions defaults() {
        return new ConnectOptions(
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Reach.ANYWHERE,
                List.of(),
                SocketOptions.defaults(),
                Optional.empty());
    }

    /// A copy with this limit for all addresses together.
    public ConnectOptions timeout(Duration timeout) {
        return new ConnectOptions(timeout, attemptDelay, reach, localAddresses, socket, unixSocket);
    }

    /// A copy with this delay between attempts.
    public ConnectOptions attemptDelay(Duration attemptDelay) {
        return new ConnectOptions(timeout, attemptDelay, reach, localAddresses, socket, unixSocket);
    }

    /// A copy that dials these addresses alone.
    public ConnectOptions reach(Reach reach) {
        return new ConnectOptions(timeout, attemptDelay, reach, localAddresses, socket, unixSocket);
    }

    /// A copy whose connections begin at one of these addresses of this machine.
    public ConnectOptions localAddresses(InetAddress... addresses) {
        return new ConnectOptions(timeout, attemptDelay, reach, List.of(addresses), socket, unixSocket);
    }

    /// A copy with other options of sockets: `connect.socket(socket -> socket.keepAlive(true))`.
    public ConnectOptions socket(UnaryOperator<SocketOptions> change) {
        return new ConnectOptions(timeout, attemptDelay, reach, localAddresses, change.apply(socket), unixSocket);
    }

    /// A copy whose connections all go to the Unix domain socket of that file.
    public ConnectOptions unixSocket(Path file) {
        return new ConnectOptions(timeout, attemptDelay, reach, localAddresses, socket, Optional.of(file));
    }
}
