package heddle.net.wire;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// How addresses are written for people: the bare IP address and the port, IPv6 in brackets.
final class Endpoint {

    private Endpoint() {}

    static String text(InetSocketAddress address) {
        var ip = address.getAddress();
        if (ip == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        var literal = NetUtil.toAddressString(ip);
        return (ip instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + address.getPort();
    }
}
