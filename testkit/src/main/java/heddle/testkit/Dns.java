package heddle.testkit;

import heddle.testkit.network.DnsReply;
import heddle.testkit.wire.Zone;
import java.net.InetAddress;
import java.time.Duration;

/// The simulated name servers. They know every host by its name, and no other name until they are told. What is
/// said here holds from now on; programs still keep what they were told before, for its time to live.
public final class Dns {
    private final Zone zone;

    Dns(Zone zone) {
        this.zone = zone;
    }

    /// What is said of `name`.
    public void reply(String name, DnsReply reply) {
        zone.reply(name, reply);
    }

    /// `name` has these addresses, for a minute each time it is asked for.
    public void addresses(String name, InetAddress... addresses) {
        zone.reply(name, DnsReply.addresses(addresses));
    }

    /// `name` does not exist (NXDOMAIN).
    public void noSuchName(String name) {
        zone.reply(name, new DnsReply.NoSuchName());
    }

    /// The servers fail when asked for `name` (SERVFAIL).
    public void fails(String name) {
        zone.reply(name, new DnsReply.ServerFailed());
    }

    /// Nobody answers when asked for `name`.
    public void isSilent(String name) {
        zone.reply(name, new DnsReply.Silence());
    }

    /// Replies for `name` take so long; 1 ms at first.
    public void delay(String name, Duration delay) {
        zone.delay(name, delay);
    }
}
