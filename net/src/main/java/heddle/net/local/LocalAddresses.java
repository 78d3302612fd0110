package heddle.net.local;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The addresses of this machine that connections are to begin at, if they are to begin anywhere. Those of one IP
/// version take turns, whichever loop asks.
public final class LocalAddresses {
    private final List<InetAddress> four;
    private final List<InetAddress> six;
    private final AtomicInteger turn = new AtomicInteger();

    public LocalAddresses(List<InetAddress> addresses) {
        four = addresses.stream().filter(LocalAddresses::isIpv4).toList();
        six = addresses.stream().filter(address -> !isIpv4(address)).toList();
    }

    /// Whether the system chooses.
    public boolean areFree() {
        return four.isEmpty() && six.isEmpty();
    }

    /// Those of `remotes` that a connection can lead to from here.
    public List<InetAddress> reachable(List<InetAddress> remotes) {
        return areFree()
                ? remotes
                : remotes.stream().filter(remote -> !fitting(remote).isEmpty()).toList();
    }

    /// Where the next connection to `remote` begins, with port 0; empty if the system chooses.
    public Optional<InetSocketAddress> towards(InetAddress remote) {
        var fitting = fitting(remote);
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new InetSocketAddress(fitting.get(Math.floorMod(turn.getAndIncrement(), fitting.size())), 0));
    }

    /// Those that are not of this machine; asks the kernel, so it is for explaining a failure.
    public List<InetAddress> strangers() {
        return List.of(four, six).stream()
                .flatMap(List::stream)
                .filter(address -> !isHere(address))
                .toList();
    }

    private List<InetAddress> fitting(InetAddress remote) {
        return isIpv4(remote) ? four : six;
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    private static boolean isHere(InetAddress address) {
        var family = isIpv4(address) ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        try (var probe = DatagramChannel.open(family)) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException isNot) {
            return false;
        }
    }
}
