package heddle.net.names;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The addresses that are not of the public Internet.
///
/// The blocks are those that IANA's special-purpose registries
/// ([IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry),
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry), RFC 6890 and RFC 8190) do not call
/// globally reachable, as of November 2026; besides, multicast (RFC 5771, RFC 4291), and all of IPv6 beyond
/// 2000::/3, of which nothing else has been assigned (RFC 4291, 2.4). Blocks that hold a reachable part are
/// refused as a whole: 192.0.0.0/24 and 2001::/23, whose parts serve protocols and no web servers.
///
/// An IPv6 address that carries an IPv4 address is judged by that: mapped (`::ffff:0:0/96`; the JDK makes it IPv4 by
/// itself), and the well-known prefix of NAT64 (`64:ff9b::/96`, RFC 6052). 6to4 and Teredo are refused.
public final class SpecialAddresses {
    private static final List<Block> BLOCKS = List.of(
            block("0.0.0.0/8", "this network, RFC 791"),
            block("10.0.0.0/8", "private, RFC 1918"),
            block("100.64.0.0/10", "shared by carriers, RFC 6598"),
            block("127.0.0.0/8", "loopback, RFC 1122"),
            block("169.254.0.0/16", "link-local, RFC 3927"),
            block("172.16.0.0/12", "private, RFC 1918"),
            block("192.0.0.0/24", "IETF protocols, RFC 6890"),
            block("192.0.2.0/24", "documentation, RFC 5737"),
            block("192.88.99.0/24", "6to4 relays, RFC 7526"),
            block("192.168.0.0/16", "private, RFC 1918"),
            block("198.18.0.0/15", "benchmarks, RFC 2544"),
            block("198.51.100.0/24", "documentation, RFC 5737"),
            block("203.0.113.0/24", "documentation, RFC 5737"),
            block("224.0.0.0/4", "multicast, RFC 5771"),
            block("240.0.0.0/4", "reserved, RFC 1112"),
            block("::/128", "unspecified, RFC 4291"),
            block("::1/128", "loopback, RFC 4291"),
            block("fc00::/7", "unique local, RFC 4193"),
            block("fe80::/10", "link-local, RFC 4291"),
            block("ff00::/8", "multicast, RFC 4291"),
            block("2001::/23", "IETF protocols, RFC 2928"),
            block("2001:db8::/32", "documentation, RFC 3849"),
            block("2002::/16", "6to4, RFC 3056"),
            block("3fff::/20", "documentation, RFC 9637"));
    private static final Block NAT64 = block("64:ff9b::/96", "NAT64, RFC 6052");
    private static final Block UNICAST = block("2000::/3", "global unicast, RFC 4291");

    private SpecialAddresses() {}

    /// Why the address is not of the public Internet; empty if it is.
    public static Optional<String> purpose(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.holds(bytes)) {
            return purpose(KnownNames.address("", Arrays.copyOfRange(bytes, 12, 16)));
        }
        Optional<String> special = BLOCKS.stream()
                .filter(block -> block.holds(bytes))
                .map(Block::purpose)
                .findFirst();
        boolean isPublic = address instanceof Inet4Address || UNICAST.holds(bytes);
        return special.isPresent() || isPublic ? special : Optional.of("not assigned, RFC 4291");
    }

    private static Block block(String prefix, String purpose) {
        int slash = prefix.indexOf('/');
        return new Block(
                InetAddress.ofLiteral(prefix.substring(0, slash)).getAddress(),
                Integer.parseInt(prefix.substring(slash + 1)),
                purpose);
    }

    /// Addresses that begin with the same bits.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] prefix, int bits, String purpose) {
        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xFF00 >> (bits % 8) & 0xFF;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }
}
