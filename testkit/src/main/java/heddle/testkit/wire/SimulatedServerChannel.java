package heddle.testkit.wire;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A listening socket of a simulated host.
final class SimulatedServerChannel extends AbstractServerChannel {
    private static final int BACKLOG = 4096;

    private final Machine machine;
    private final SimulatedConfig config = new SimulatedConfig(this);
    private final Queue<SimulatedChannel> waiting = new ArrayDeque<>();
    private @Nullable InetSocketAddress address;
    private boolean isOpen = true;
    private boolean isReading;

    SimulatedServerChannel(Machine machine) {
        this.machine = machine;
    }

    /// Whether another connection may wait to be accepted.
    boolean hasRoom() {
        var backlog = config.getOption(ChannelOption.SO_BACKLOG);
        return waiting.size() < (backlog == null ? BACKLOG : backlog);
    }

    /// Takes a connection that stands.
    void offer(SimulatedChannel connection) {
        waiting.add(connection);
        acceptIfReading();
    }

    private void acceptIfReading() {
        if (!isReading || waiting.isEmpty()) {
            return;
        }
        isReading = false;
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            pipeline().fireChannelRead(next);
        }
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doBind(SocketAddress wanted) throws Exception {
        address = machine.listen(this, (InetSocketAddress) wanted);
    }

    @Override
    protected void doBeginRead() {
        isReading = true;
        if (!waiting.isEmpty()) {
            eventLoop().execute(this::acceptIfReading);
        }
    }

    @Override
    protected void doClose() {
        if (isOpen && address != null) {
            machine.unlisten(address.getPort());
        }
        isOpen = false;
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.breakOff();
        }
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return address;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public boolean isActive() {
        return isOpen && address != null;
    }
}
