package heddle.testkit;

import heddle.testkit.network.Link;
import heddle.testkit.wire.Fabric;
import heddle.testkit.wire.Machine;

/// The simulated network between the hosts of a simulation: how fast it is, and what is broken in it.
///
/// Connections behave as TCP does: what a cut path holds up is sent again when the path is mended, after some time;
/// after a quarter of an hour a kernel gives up. A connection to a port where nobody listens is refused; to an
/// address that no host has, there is no route.
public final class Network {
    private final Fabric fabric;
    private final Dns dns;

    Network(Fabric fabric) {
        this.fabric = fabric;
        this.dns = new Dns(fabric.zone());
    }

    /// The name servers.
    public Dns dns() {
        return dns;
    }

    /// What links are like of which nothing else is said; [Link#defaults()] at first.
    public void links(Link link) {
        fabric.standard(link);
    }

    /// What the link between two hosts is like, in both directions.
    public void link(Host one, Host other, Link link) {
        fabric.link(one.machine(), other.machine(), link);
        fabric.link(other.machine(), one.machine(), link);
    }

    /// What the link is like in that direction.
    public void linkOneWay(Host from, Host to, Link link) {
        fabric.link(from.machine(), to.machine(), link);
    }

    /// Lets nothing pass between the two until it is [healed][#heal].
    public void partition(Host one, Host other) {
        cut(one.machine(), other.machine());
    }

    /// Lets nothing pass from one to the other; back, all passes.
    public void partitionOneWay(Host from, Host to) {
        fabric.cut(from.machine(), to.machine());
    }

    /// Cuts a host off from all others that there are now.
    public void isolate(Host host) {
        others(host).forEach(it -> cut(host.machine(), it));
    }

    /// Takes back whatever cuts the two apart.
    public void heal(Host one, Host other) {
        mend(one.machine(), other.machine());
    }

    /// Takes back whatever cuts the host off.
    public void heal(Host host) {
        others(host).forEach(it -> mend(host.machine(), it));
    }

    /// Resets every connection between the two, on both sides.
    public void resetConnections(Host one, Host other) {
        one.machine().resetConnections(other.machine());
    }

    /// How many bytes were sent and are not read yet, over all connections: what the network and the kernels hold.
    public long bytesUnread() {
        return fabric.bytesUnread();
    }

    private Iterable<Machine> others(Host host) {
        return fabric.machines().stream().filter(it -> it != host.machine()).toList();
    }

    private void cut(Machine one, Machine other) {
        fabric.cut(one, other);
        fabric.cut(other, one);
    }

    private void mend(Machine one, Machine other) {
        fabric.mend(one, other);
        fabric.mend(other, one);
    }
}
