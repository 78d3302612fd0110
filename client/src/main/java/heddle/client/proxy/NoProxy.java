package heddle.client.proxy;

import heddle.url.Url;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Hosts that are reached without a proxy, written as in the environment variable `no_proxy`.
///
/// A list with commas or blanks between: `example.com` or `.example.com` for that host and all below it, an address
/// or a block of addresses such as `10.0.0.0/8` or `fd00::/8` for hosts that are written as addresses (no name is
/// looked up for it), each with `:port` for that port alone; `*` for every host. What is none of these is passed
/// over.
public final class NoProxy {
    static final NoProxy NOTHING = new NoProxy(List.of());

    private final List<Rule> rules;

    private NoProxy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// The hosts of such a list.
    public static NoProxy parse(String list) {
        return new NoProxy(Arrays.stream(list.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> rule(entry.toLowerCase(Locale.ROOT)))
                .flatMap(Optional::stream)
                .toList());
    }

    /// These, and whatever is a name or an address of this machine.
    NoProxy andThisMachine() {
        var all = new ArrayList<>(rules);
        all.addAll(parse("localhost,127.0.0.0/8,::1").rules);
        return new NoProxy(all);
    }

    /// Whether the URL is asked for without a proxy.
    public boolean has(Url url) {
        String host = bare(url.host());
        byte[] address = url.hasIpHost() ? InetAddress.ofLiteral(host).getAddress() : new byte[0];
        return rules.stream().anyMatch(rule -> rule.has(host, address, url.portOrDefault()));
    }

    private static Optional<Rule> rule(String entry) {
        if (entry.equals("*")) {
            return Optional.of(new Rule(new Place.Anywhere(), 0));
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        String digits = hasPort ? entry.substring(colon + 1) : "0";
        if (!digits.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return place(bare(hasPort ? entry.substring(0, colon) : entry))
                .map(place -> new Rule(place, Integer.parseInt(digits)));
    }

    private static Optional<Place> place(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : bare(text.substring(0, slash));
        if (looksLikeAddress(host)) {
            return block(host, slash < 0 ? "" : text.substring(slash + 1));
        }
        String name = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
        return slash >= 0 || name.isEmpty() ? Optional.empty() : Optional.of(new Place.Domain(name));
    }

    private static boolean looksLikeAddress(String host) {
        return host.contains(":") || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static Optional<Place> block(String address, String bits) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            int length = bits.isEmpty() ? bytes.length * 8 : Integer.parseInt(bits);
            return length < 0 || length > bytes.length * 8
                    ? Optional.empty()
                    : Optional.of(new Place.Block(bytes, length));
        } catch (IllegalArgumentException noAddress) { // or no number
            return Optional.empty();
        }
    }

    /// Without the brackets of IPv6 and without the dot that ends an absolute name.
    private static String bare(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /// One entry; port 0 for any.
    private record Rule(Place place, int port) {
        boolean has(String host, byte[] address, int port) {
            return (this.port == 0 || this.port == port) && place.has(host, address);
        }
    }

    private sealed interface Place {
        /// Whether a host is there; `address` are its bytes where it is written as an address, else none.
        boolean has(String host, byte[] address);

        record Anywhere() implements Place {
            @Override
            public boolean has(String host, byte[] address) {
                return true;
            }
        }

        record Domain(String name) implements Place {
            @Override
            public boolean has(String host, byte[] address) {
                return address.length == 0 && (host.equals(name) || host.endsWith("." + name));
            }
        }

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Block(byte[] first, int bits) implements Place {
            @Override
            public boolean has(String host, byte[] address) {
                if (address.length != first.length) {
                    return false;
                }
                for (int bit = 0; bit < bits; bit++) {
                    int mask = 0x80 >> bit % 8;
                    if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                        return false;
                    }
                }
                return true;
            }
        }
    }
}
