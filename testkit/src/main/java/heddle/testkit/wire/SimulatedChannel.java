package heddle.testkit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One end of a simulated connection, as Netty's pipelines see a socket.
///
/// It reads when it is asked to, as a kernel would hand bytes over: a packet at a time, into the buffers of the
/// channel's allocator. What is not read stays in `arrivals` and counts against the window of the sender, who stops
/// when that is full; so back-pressure is exact. All on the I/O thread of its host.
final class SimulatedChannel extends TwoWayChannel {
    private enum State {
        NEW,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final Fabric fabric;
    private final Machine machine;
    private final Arrivals arrivals = new Arrivals();
    private State state = State.NEW;
    private @Nullable InetSocketAddress local;
    private @Nullable InetSocketAddress remote;
    private @Nullable Pipe out;
    private @Nullable ChannelPromise connecting;
    /// What was read since the peer was last told.
    private int untold;

    private boolean isReading;
    private boolean isReadDue;
    private boolean isAtEnd;
    private boolean isInputShutdown;
    private boolean isOutputShutdown;
    private boolean isSilent;

    SimulatedChannel(Fabric fabric, Machine machine, @Nullable SimulatedServerChannel parent) {
        super(parent, new SimulatedId(fabric.nextNumber()));
        this.fabric = fabric;
        this.machine = machine;
    }

    // ---- what the network asks and tells

    Machine machine() {
        return machine;
    }

    int localPort() {
        return local == null ? 0 : local.getPort();
    }

    int remotePort() {
        return remote == null ? 0 : remote.getPort();
    }

    boolean isWith(Machine other) {
        return out != null && out.to() == other;
    }

    long bytesUnread() {
        return out == null ? 0 : out.unread();
    }

    /// Answers the opening packet of a peer, on a machine that listens or does not.
    void answer(Pipe in, boolean isGranted) {
        var caller = in.sender();
        local = caller.remote;
        remote = new InetSocketAddress(caller.machine.address(), caller.localPort());
        in.connect(this);
        var back = new Pipe(
                fabric, this, caller.machine, fabric.label(machine, localPort(), caller.machine, remotePort()));
        back.connect(caller);
        out = back;
        if (!isGranted) {
            state = State.CLOSED;
            back.send(new Packet.Reset());
            return;
        }
        state = State.CONNECTING;
        machine.add(this);
        back.send(new Packet.SynAck());
    }

    /// Takes a packet of the peer.
    void receive(Packet packet) {
        switch (packet) {
            case Packet.SynAck _ -> granted();
            case Packet.Established _ -> established();
            case Packet.Bytes(byte[] bytes) -> {
                if (isOpen()) {
                    arrivals.add(bytes);
                    readIfAsked();
                } else {
                    send(new Packet.Reset());
                }
            }
            case Packet.Fin _ -> {
                isAtEnd = true;
                readIfAsked();
            }
            case Packet.Room(int bytes) -> {
                if (out != null) {
                    out.makeRoom(bytes);
                }
                ((End) unsafe()).writeOn();
            }
            case Packet.Reset _ -> wasReset();
            case Packet.Syn _ -> {}
        }
    }

    private void granted() {
        if (state != State.CONNECTING) {
            send(new Packet.Reset());
            return;
        }
        state = State.CONNECTED;
        send(new Packet.Established());
        var promise = Objects.requireNonNull(connecting);
        connecting = null;
        boolean isWanted = promise.trySuccess();
        pipeline().fireChannelActive();
        if (!isWanted) {
            unsafe().close(unsafe().voidPromise());
        }
    }

    private void established() {
        if (state == State.CONNECTING && parent() instanceof SimulatedServerChannel server && server.isOpen()) {
            state = State.CONNECTED;
            server.offer(this);
        } else if (state != State.CLOSED) {
            breakOff();
        }
    }

    private void wasReset() {
        if (state == State.CONNECTING) {
            failConnecting(new ConnectException("Connection refused: " + remote));
        } else {
            fail(new SocketException("Connection reset by peer"));
        }
    }

    /// Nothing gets through to the peer, and the kernel stops trying.
    void giveUp() {
        if (state == State.CONNECTING) {
            failConnecting(new ConnectException("Connection timed out: " + remote));
        } else {
            fail(new IOException("Connection timed out"));
        }
    }

    /// Resets the connection, telling both sides.
    void breakOff() {
        send(new Packet.Reset());
        if (isRegistered()) {
            machine.loop().execute(() -> fail(new SocketException("Connection reset by peer")));
        } else {
            isSilent = true;
            close0();
        }
    }

    /// Ends without a word to the peer: its machine has crashed.
    void vanish() {
        isSilent = true;
        if (isRegistered()) {
            machine.loop().execute(() -> unsafe().close(unsafe().voidPromise()));
        } else {
            close0();
        }
    }

    private void failConnecting(IOException reason) {
        var promise = connecting;
        connecting = null;
        if (promise != null) {
            promise.tryFailure(reason);
        }
        isSilent = true;
        closeQuietly();
    }

    private void fail(IOException reason) {
        if (!isOpen()) {
            return;
        }
        isSilent = true;
        arrivals.clear();
        if (isRegistered()) {
            pipeline().fireExceptionCaught(reason);
        }
        closeQuietly();
    }

    private void closeQuietly() {
        if (isRegistered()) {
            unsafe().close(unsafe().voidPromise());
        } else {
            close0();
        }
    }

    private void send(Packet packet) {
        if (out != null) {
            out.send(packet);
        }
    }

    // ---- reading

    @Override
    protected void doBeginRead() {
        isReading = true;
        if (isReadable() && !isReadDue) {
            isReadDue = true;
            eventLoop().execute(() -> {
                isReadDue = false;
                readIfAsked();
            });
        }
    }

    private boolean isReadable() {
        return !arrivals.isEmpty() || (isAtEnd && !isInputShutdown);
    }

    private void readIfAsked() {
        if (isReading && state == State.CONNECTED && isRegistered() && isReadable()) {
            read0();
        }
    }

    @SuppressWarnings("deprecation") // Netty's allocator handles, all of them
    private void read0() {
        RecvByteBufAllocator.Handle handle = unsafe().recvBufAllocHandle();
        handle.reset(config());
        isReading = false;
        do {
            if (arrivals.isEmpty()) {
                break;
            }
            var buffer = handle.allocate(config().getAllocator());
            handle.attemptedBytesRead(buffer.writableBytes());
            handle.lastBytesRead(readInto(buffer));
            handle.incMessagesRead(1);
            pipeline().fireChannelRead(buffer);
        } while (handle.continueReading());
        handle.readComplete();
        pipeline().fireChannelReadComplete();
        if (arrivals.isEmpty() && isAtEnd && isOpen()) {
            inputIsOver();
        }
    }

    private int readInto(ByteBuf buffer) {
        int count = arrivals.read(buffer);
        tellRoom(count);
        return count;
    }

    /// Tells the peer of room when it is worth a packet.
    private void tellRoom(int bytes) {
        untold += bytes;
        if (out != null && untold >= out.windowBytes() / 4) {
            send(new Packet.Room(untold));
            untold = 0;
        }
    }

    private void inputIsOver() {
        if (isInputShutdown) {
            return;
        }
        isInputShutdown = true;
        if (config().allowsHalfClosure()) {
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            unsafe().close(unsafe().voidPromise());
        }
    }

    // ---- writing

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        var pipe = Objects.requireNonNull(out);
        for (Object message = in.current(); message != null; message = in.current()) {
            var buffer = (ByteBuf) message;
            int count = Math.min(buffer.readableBytes(), Math.min(pipe.room(), pipe.segmentBytesMax()));
            if (count == 0 && buffer.isReadable()) {
                return; // the window is full; Packet.Room goes on
            }
            if (count > 0) {
                var bytes = new byte[count];
                buffer.readBytes(bytes);
                pipe.send(new Packet.Bytes(bytes));
                in.progress(count);
            }
            if (!buffer.isReadable()) {
                in.remove();
            }
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("a simulated connection carries buffers only, not "
                + message.getClass().getName());
    }

    @Override
    protected void doShutdownOutput() {
        if (!isOutputShutdown) {
            isOutputShutdown = true;
            send(new Packet.Fin());
        }
    }

    // ---- beginning and end

    @Override
    protected void doBind(SocketAddress wanted) throws BindException {
        var address = (InetSocketAddress) wanted;
        machine.requireOwn(address.getAddress());
        local = address;
    }

    private void connect0(InetSocketAddress destination, ChannelPromise promise) throws IOException {
        if (state != State.NEW) {
            throw new AlreadyConnectedException();
        }
        var peer = machine.find(destination.getAddress());
        if (peer == null) {
            throw new NoRouteToHostException("No route to host: " + destination);
        }
        state = State.CONNECTING;
        remote = destination;
        if (local == null || local.getPort() == 0) {
            local = new InetSocketAddress(local == null ? machine.address() : local.getAddress(), machine.freePort());
        }
        connecting = promise;
        machine.add(this);
        out = new Pipe(fabric, this, peer, fabric.label(machine, localPort(), peer, destination.getPort()));
        if (config().getConnectTimeoutMillis() > 0) {
            var _ = eventLoop()
                    .schedule(this::giveUpConnecting, config().getConnectTimeoutMillis(), TimeUnit.MILLISECONDS);
        }
        promise.addListener(_ -> {
            if (promise.isCancelled()) {
                closeQuietly();
            }
        });
        send(new Packet.Syn());
    }

    private void giveUpConnecting() {
        if (state == State.CONNECTING) {
            giveUp();
        }
    }

    @Override
    protected void doClose() {
        close0();
    }

    private void close0() {
        if (state == State.CLOSED) {
            return;
        }
        boolean wasConnected = state == State.CONNECTED;
        state = State.CLOSED;
        machine.remove(this);
        var promise = connecting;
        connecting = null;
        if (promise != null) {
            promise.tryFailure(new ClosedChannelException());
        }
        if (!isSilent && wasConnected) {
            sayGoodbye();
        }
        arrivals.clear();
    }

    /// As Linux does: whoever closes with bytes unread, or lingers for no time, resets.
    private void sayGoodbye() {
        if (!arrivals.isEmpty() || config().closesByReset()) {
            send(new Packet.Reset());
        } else {
            doShutdownOutput();
        }
    }

    @Override
    protected void doDisconnect() {
        close0();
    }

    // ---- what it is

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new End();
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public boolean isActive() {
        return state == State.CONNECTED;
    }

    @Override
    public boolean isInputShutdown() {
        return isInputShutdown || !isOpen();
    }

    @Override
    public boolean isOutputShutdown() {
        return isOutputShutdown || !isOpen();
    }

    @Override
    void endInput() {
        isInputShutdown = true;
        arrivals.clear();
    }

    /// What Netty calls to connect, and the network to go on writing.
    private final class End extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress destination, @Nullable SocketAddress from, ChannelPromise promise) {
            if (!ensureOpen(promise)) {
                return;
            }
            try {
                if (from != null) {
                    doBind(from);
                }
                connect0((InetSocketAddress) destination, promise);
            } catch (IOException | RuntimeException reason) {
                promise.tryFailure(reason);
                closeIfClosed();
            }
        }

        void writeOn() {
            if (isActive()) {
                flush0();
            }
        }
    }
}
