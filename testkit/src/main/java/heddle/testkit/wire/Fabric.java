package heddle.testkit.wire;

import heddle.testkit.network.Link;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The simulated network as a whole: which machine has which address, how packets get from one to the other, and
/// who cannot reach whom. For the simulator's thread.
public final class Fabric {
    private static final long LOSS_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /// A direction. By name, so that no identity decides anything.
    private record Path(String from, String to) {}

    private final RandomGenerator random;
    private final Journal journal;
    private final Zone zone;
    private final List<Machine> machines = new ArrayList<>();
    private final Map<InetAddress, Machine> byAddress = new HashMap<>();
    private final Map<Path, Link> links = new HashMap<>();
    private final Map<Path, Long> busyUntil = new HashMap<>();
    private final Set<Path> cuts = new HashSet<>();
    private Link standard = Link.defaults();
    private long numbers;

    /// A network without machines, whose fates are drawn from `random`.
    public Fabric(RandomGenerator random, Journal journal) {
        this.random = random;
        this.journal = journal;
        this.zone = new Zone(journal);
    }

    /// Adds a machine; its name is found by DNS.
    public Machine add(String name, InetAddress address) {
        var machine = new Machine(this, name, address);
        machines.add(machine);
        byAddress.put(address, machine);
        zone.host(name, address);
        return machine;
    }

    /// All machines, in the order they were added.
    public List<Machine> machines() {
        return machines;
    }

    /// What the name servers say.
    public Zone zone() {
        return zone;
    }

    /// Between machines of which nothing else was said.
    public void standard(Link link) {
        standard = link;
    }

    /// From one machine to another, in that direction.
    public void link(Machine from, Machine to, Link link) {
        links.put(path(from, to), link);
    }

    /// Lets nothing pass in that direction, until it is mended.
    public void cut(Machine from, Machine to) {
        if (cuts.add(path(from, to))) {
            journal.note(from.name() + ">" + to.name(), "cut", 0);
        }
    }

    /// Takes a cut back.
    public void mend(Machine from, Machine to) {
        if (cuts.remove(path(from, to))) {
            journal.note(from.name() + ">" + to.name(), "mended", 0);
        }
    }

    /// Bytes that were sent and not read yet, over all connections.
    public long bytesUnread() {
        return machines.stream().mapToLong(Machine::bytesUnread).sum();
    }

    Journal journal() {
        return journal;
    }

    long nextNumber() {
        return numbers++;
    }

    /// What a direction of a connection is called in the trace.
    String label(Machine from, int fromPort, Machine to, int toPort) {
        return from.name() + ":" + fromPort + ">" + to.name() + ":" + toPort;
    }

    @Nullable Machine at(InetAddress address) {
        return byAddress.get(address);
    }

    Link link(Machine from, Machine to) {
        return links.getOrDefault(path(from, to), standard);
    }

    boolean passes(Machine from, Machine to) {
        return from.isUp() && to.isUp() && !cuts.contains(path(from, to));
    }

    /// When a packet that is sent now gets there, if the path is not cut.
    long arrival(Machine from, Machine to, int wireBytes) {
        long now = from.loop().nanoTime();
        if (from == to) {
            return now;
        }
        var link = link(from, to);
        long departure = departure(from, to, link, wireBytes, now);
        long arrival = departure + link.latency().toNanos();
        if (link.jitter().isPositive()) {
            arrival += random.nextLong(link.jitter().toNanos() + 1);
        }
        for (long again = LOSS_RETRY_NANOS; link.loss() > 0 && random.nextDouble() < link.loss(); again *= 2) {
            arrival += again;
        }
        return arrival;
    }

    private long departure(Machine from, Machine to, Link link, int wireBytes, long now) {
        if (link.bytesPerSecond() == 0) {
            return now;
        }
        long free = Math.max(now, busyUntil.getOrDefault(path(from, to), now));
        long departure = free + wireBytes * TimeUnit.SECONDS.toNanos(1) / link.bytesPerSecond();
        busyUntil.put(path(from, to), departure);
        return departure;
    }

    private static Path path(Machine from, Machine to) {
        return new Path(from.name(), to.name());
    }
}
