package heddle.testkit.network;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// What the simulated name servers say of a name.
public sealed interface DnsReply {
    /// The name has these addresses, and they hold for so long.
    record Addresses(List<InetAddress> addresses, Duration timeToLive) implements DnsReply {
        /// Copies the list.
        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /// There is no such name (NXDOMAIN).
    record NoSuchName() implements DnsReply {}

    /// The server cannot say (SERVFAIL).
    record ServerFailed() implements DnsReply {}

    /// No server answers at all.
    record Silence() implements DnsReply {}

    /// The name has these addresses, for a minute.
    static DnsReply addresses(InetAddress... addresses) {
        return new Addresses(List.of(addresses), Duration.ofMinutes(1));
    }
}
