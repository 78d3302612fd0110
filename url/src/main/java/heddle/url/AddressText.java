package heddle.url;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// Internet addresses in text, IPv6 in its short form (RFC 5952) and without a zone.
public final class AddressText {
    private AddressText() {}

    /// The address, without its port; the name of one that is unresolved, and the path of a Unix domain socket.
    public static String of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        return inet.isUnresolved() ? inet.getHostString() : of(inet.getAddress());
    }

    /// The address: `127.0.0.1`, `2001:db8::1`.
    public static String of(InetAddress address) {
        return address instanceof Inet6Address six ? shortForm(six) : address.getHostAddress();
    }

    /// The address as the host of a URL, so IPv6 in brackets: `[2001:db8::1]`.
    public static String host(InetAddress address) {
        return address instanceof Inet6Address six ? "[" + shortForm(six) + "]" : address.getHostAddress();
    }

    private static String shortForm(Inet6Address address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        int[] pieces = new int[8];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Short.toUnsignedInt(bytes.getShort());
        }
        var text = new StringBuilder();
        Ipv6Writer.append(text, pieces);
        return text.toString();
    }
}
