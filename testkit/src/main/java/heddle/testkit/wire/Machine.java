package heddle.testkit.wire;

import heddle.async.loop.ChannelKinds;
import heddle.async.loop.Loop;
import heddle.net.names.NameSystem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One host as the network sees it: an address, ports, connections. Its loop drives channels of the kinds that are
/// made here.
public final class Machine implements ChannelKinds {
    private static final int PORT_FIRST = 49_152;
    private static final int PORT_LAST = 65_535;

    private final Fabric fabric;
    private final String name;
    private final InetAddress address;
    private final Map<Integer, SimulatedServerChannel> listening = new LinkedHashMap<>();
    private final Set<SimulatedChannel> connections = new LinkedHashSet<>();
    private @Nullable Loop loop;
    private int nextPort = PORT_FIRST;
    private boolean isUp = true;

    Machine(Fabric fabric, String name, InetAddress address) {
        this.fabric = fabric;
        this.name = name;
        this.address = address;
    }

    /// Gives it the loop that its programs run on.
    public void use(Loop loop) {
        this.loop = loop;
        loop.bind(NameSystem.OF_LOOP, fabric.zone().seenFrom(name));
    }

    /// The loop that its programs run on.
    public Loop loop() {
        return Objects.requireNonNull(loop, "a machine has a loop");
    }

    /// Its name, which DNS knows.
    public String name() {
        return name;
    }

    /// Its address.
    public InetAddress address() {
        return address;
    }

    /// Whether it has not crashed, or is up again.
    public boolean isUp() {
        return isUp;
    }

    /// Power fails: its connections end without a word to anyone, and packets to it vanish.
    public void crash() {
        fabric.journal().note(name, "crash", 0);
        isUp = false;
        for (var listener : List.copyOf(listening.values())) {
            var _ = listener.close();
        }
        List.copyOf(connections).forEach(SimulatedChannel::vanish);
    }

    /// It is up again, and knows of no connection.
    public void restart() {
        fabric.journal().note(name, "restart", 0);
        isUp = true;
    }

    /// Resets its connections with `other`, on both sides.
    public void resetConnections(Machine other) {
        for (var connection : List.copyOf(connections)) {
            if (connection.isWith(other)) {
                connection.breakOff();
            }
        }
    }

    @Override
    public ChannelFactory<? extends Channel> socketChannel() {
        return () -> new SimulatedChannel(fabric, this, null);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverSocketChannel() {
        return () -> new SimulatedServerChannel(this);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannel() {
        throw new UnsupportedOperationException("a simulated host has no datagrams; its names come from Network.dns()");
    }

    @Override
    public ChannelOption<Boolean> portSharing() {
        return ChannelOption.valueOf("SO_REUSEPORT");
    }

    /// The machine that `destination` means here; null if no machine has it.
    @Nullable Machine find(InetAddress destination) {
        return destination.isLoopbackAddress() || destination.isAnyLocalAddress() ? this : fabric.at(destination);
    }

    int freePort() throws BindException {
        for (int tried = PORT_FIRST; tried <= PORT_LAST; tried++) {
            int port = nextPort;
            nextPort = port == PORT_LAST ? PORT_FIRST : port + 1;
            if (!listening.containsKey(port) && connections.stream().noneMatch(it -> it.localPort() == port)) {
                return port;
            }
        }
        throw new BindException("Cannot assign requested address");
    }

    /// Throws if no channel of this machine can be bound to that address.
    void requireOwn(InetAddress wanted) throws BindException {
        if (find(wanted) != this) {
            throw new BindException("Cannot assign requested address: " + name + " is " + address.getHostAddress());
        }
    }

    /// Gives a listening channel its port; 0 takes a free one.
    InetSocketAddress listen(SimulatedServerChannel channel, InetSocketAddress wanted) throws BindException {
        var ip = wanted.getAddress();
        requireOwn(ip);
        int port = wanted.getPort() == 0 ? freePort() : wanted.getPort();
        if (listening.putIfAbsent(port, channel) != null) {
            throw new BindException("Address already in use");
        }
        fabric.journal().note(name, "listen", port);
        return new InetSocketAddress(ip, port);
    }

    void unlisten(int port) {
        listening.remove(port);
        fabric.journal().note(name, "unlisten", port);
    }

    void add(SimulatedChannel connection) {
        connections.add(connection);
    }

    void remove(SimulatedChannel connection) {
        connections.remove(connection);
    }

    long bytesUnread() {
        return connections.stream().mapToLong(SimulatedChannel::bytesUnread).sum();
    }

    /// Answers a packet for which there is no connection here.
    void answer(Pipe pipe, Packet packet) {
        if (!(packet instanceof Packet.Syn)) {
            return;
        }
        var caller = pipe.sender();
        var listener = listening.get(caller.remotePort());
        var mine = new SimulatedChannel(fabric, this, listener);
        mine.answer(pipe, listener != null && listener.hasRoom());
    }

    @Override
    public String toString() {
        return "Machine[" + name + ", " + address.getHostAddress() + (isUp ? "" : ", down") + "]";
    }
}
