package heddle.net.tunnel;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/// Where a tunnel is to lead.
///
/// @param host a name in ASCII or an IP literal, IPv6 without brackets
/// @param port 1 to 65535
public record Destination(String host, int port) {
    /// That address instead of a name.
    public static Destination of(InetAddress address, int port) {
        return new Destination(NetUtil.toAddressString(address), port);
    }

    /// The bytes of the address, four or sixteen; none for a name.
    byte[] address() {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return address == null ? new byte[0] : address;
    }

    /// `example.com:443`, `[::1]:443`.
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
