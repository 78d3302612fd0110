package heddle.net.wire;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// How addresses are written for people: the bare IP address and the port, IPv6 in brackets.
public final class Endpoint {

    private Endpoint() {}

    /// As [#text(InetSocketAddress)]; a Unix domain socket is its path, of which the dialling side has none.
    public static String text(SocketAddress address) {
        return switch (address) {
            case InetSocketAddress inet -> text(inet);
            case UnixDomainSocketAddress unix ->
                unix.getPath().toString().isEmpty()
                        ? "a local process"
                        : unix.getPath().toString();
            default -> address.toString();
        };
    }

    public static String text(InetSocketAddress address) {
        var ip = address.getAddress();
        if (ip == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        var literal = NetUtil.toAddressString(ip);
        return (ip instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + address.getPort();
    }
}
