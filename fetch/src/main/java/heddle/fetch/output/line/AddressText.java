package heddle.fetch.output.line;

import heddle.url.Url;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Addresses as curl writes them: IPv6 in its short form (RFC 5952), without a zone.
public final class AddressText {
    private AddressText() {}

    /// The address in text; a Unix domain socket is its path.
    public static String of(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? of(inet.getAddress()) : address.toString();
    }

    /// The address in text.
    public static String of(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        String bracketed = Url.parse("http://[" + (zone < 0 ? text : text.substring(0, zone)) + "]/")
                .host();
        return bracketed.substring(1, bracketed.length() - 1);
    }
}
