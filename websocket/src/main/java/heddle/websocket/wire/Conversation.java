package heddle.websocket.wire;

import heddle.async.Promise;
import heddle.async.loop.Loop;
import heddle.async.stream.ByteSource;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.Phase;
import heddle.http.websocket.CloseCode;
import heddle.net.socket.SocketStream;
import heddle.websocket.CloseReason;
import heddle.websocket.HeartbeatOptions;
import heddle.websocket.Message;
import heddle.websocket.MessageBody;
import heddle.websocket.MessageKind;
import heddle.websocket.MessageReader;
import heddle.websocket.WebSocket;
import heddle.websocket.WebSocketOptions;
import heddle.websocket.frame.ClosePayload;
import heddle.websocket.frame.FrameEncoder;
import heddle.websocket.frame.MaskSource;
import heddle.websocket.frame.Opcode;
import heddle.websocket.frame.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A WebSocket over the stream of an upgraded connection: an [Outbound] with a [Sender] before it, an [Inbound]
/// with a [Receiver] before it, and the [Link] that says when it is over.
public final class Conversation implements WebSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketStream stream;
    private final WebSocketOptions options;
    private final Agreed agreed;
    private final Outbound out;
    private final Pings pings;
    private final Link link;
    private final Sender sender;
    private final Receiver receiver;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private @Nullable Heartbeat heartbeat;

    private Conversation(SocketStream stream, Role role, WebSocketOptions options, Agreed agreed) {
        var loop = Loop.current();
        this.stream = stream;
        this.options = options;
        this.agreed = agreed;
        var encoder = role == Role.CLIENT ? FrameEncoder.masking(new MaskSource()) : FrameEncoder.plain();
        out = new Outbound(stream, encoder, agreed.compression());
        pings = new Pings(loop);
        link = new Link(loop, stream, out, pings);
        ByteSource source = options.heartbeat()
                .<ByteSource>map(wanted -> listening(loop, wanted))
                .orElse(stream.source());
        var in = new Inbound(source, role, options, agreed.compression(), out, pings);
        sender = new Sender(out, link);
        receiver = new Receiver(in, link, options.messageBytesMax());
    }

    private Heartbeat listening(Loop loop, HeartbeatOptions wanted) {
        var listening = new Heartbeat(loop, wanted, stream.source(), this::beat, this::isLost);
        heartbeat = listening;
        link.whenEnded(listening::stop);
        return listening;
    }

    /// Begins to talk over `stream`, whose two sides have agreed to do so. On a coroutine of its loop.
    public static WebSocket over(SocketStream stream, Role role, WebSocketOptions options, Agreed agreed) {
        return begin(stream, role, options, agreed);
    }

    /// As [#over], with what a server needs besides.
    public static Conversation begin(SocketStream stream, Role role, WebSocketOptions options, Agreed agreed) {
        var conversation = new Conversation(stream, role, options, agreed);
        if (conversation.heartbeat != null) {
            conversation.heartbeat.start();
        }
        return conversation;
    }

    @Override
    public void send(String text) {
        sender.send(MessageKind.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void send(byte[] bytes) {
        sender.send(MessageKind.BINARY, ByteBuffer.wrap(bytes));
    }

    @Override
    public <X extends Exception> void send(MessageKind kind, MessageBody<X> body) throws X {
        sender.send(kind, body);
    }

    @Override
    public Optional<Message> receive() {
        return receiver.message();
    }

    @Override
    public Optional<MessageReader> receiveStreamed() {
        return receiver.streamed();
    }

    @Override
    public Iterator<Message> iterator() {
        return new Messages(this::receive);
    }

    @Override
    public Promise<Duration> ping() {
        link.requireOpen();
        var ping = pings.next();
        control(ping.payload()).ifPresent(failure -> {
            throw failure;
        });
        return ping.answer();
    }

    /// Sends a ping, and returns why it could not. Never waits.
    private Optional<HttpException> control(ByteBuffer payload) {
        try {
            out.control(Opcode.PING, payload);
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.of(link.lost(Phase.WRITE, gone));
        } catch (WireFault fault) {
            return Optional.of(link.cut(fault.failure()));
        }
    }

    private void beat() {
        var _ = control(NOTHING.duplicate());
    }

    private void isLost() {
        var _ = link.cut(new ConnectionLostException(
                Phase.READ,
                "nothing has come for %s, not even an answer to a ping"
                        .formatted(heartbeat == null ? "too long" : heartbeat.silence()),
                null));
    }

    @Override
    public Optional<String> protocol() {
        return agreed.protocol();
    }

    @Override
    public boolean isCompressed() {
        return agreed.compression().isPresent();
    }

    @Override
    public Optional<CloseReason> closeReason() {
        return link.ending()
                .flatMap(ending ->
                        ending instanceof Ending.Goodbye goodbye ? Optional.of(goodbye.reason()) : Optional.empty());
    }

    @Override
    public boolean isOpen() {
        return link.ending().isEmpty() && !out.hasSaidGoodbye();
    }

    @Override
    public void close() {
        close(CloseCode.NORMAL, "");
    }

    @Override
    public void close(int code, String reason) {
        var goodbye = new CloseReason(code, reason);
        var _ = ClosePayload.write(goodbye); // says what is wrong with it before anything is closed
        if (!isClosing.compareAndSet(false, true)) {
            return;
        }
        try {
            sayGoodbye(goodbye);
            receiver.awaitGoodbye();
        } finally {
            closeStream();
            sender.release();
            receiver.release();
        }
    }

    /// Says goodbye and waits for nothing: whoever receives meets the end when the other side has answered, or
    /// has not for too long. Any thread.
    public void sayGoodbye(CloseReason reason) {
        if (link.ending().isPresent()) {
            return;
        }
        link.limit(options.closeTimeout());
        try {
            out.sayGoodbye(reason);
        } catch (IOException gone) {
            link.lost(Phase.WRITE, gone);
        }
    }

    private void closeStream() {
        try {
            stream.closeBoth();
        } catch (IOException unsent) {
            stream.abort();
        }
    }

    @Override
    public String toString() {
        return "WebSocket[%s, %s]"
                .formatted(stream, link.ending().map(Object::toString).orElse(isOpen() ? "open" : "closing"));
    }
}
