package heddle.net.wire;

import heddle.net.IpFamily;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// In which order addresses are tried: families take turns, the preferred one first (RFC 8305 §4), each keeping the
/// order it came in; none twice.
final class AddressOrder {

    private AddressOrder() {}

    static List<InetAddress> interleaved(List<InetAddress> addresses, IpFamily family) {
        var distinct = new LinkedHashSet<>(addresses);
        var six = new ArrayDeque<InetAddress>();
        var four = new ArrayDeque<InetAddress>();
        for (var address : distinct) {
            (address instanceof Inet4Address ? four : six).add(address);
        }
        var isIpv4First = family == IpFamily.PREFER_IPV4;
        var first = isIpv4First ? four : six;
        var second = isIpv4First ? six : four;
        var order = new ArrayList<InetAddress>(distinct.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                order.add(first.remove());
            }
            if (!second.isEmpty()) {
                order.add(second.remove());
            }
        }
        return order;
    }
}
