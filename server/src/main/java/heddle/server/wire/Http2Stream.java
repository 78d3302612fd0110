package heddle.server.wire;

import heddle.http.Status;
import heddle.net.http2.ErrorCodes;
import heddle.net.http2.FieldLines;
import heddle.net.http2.MultiplexedStream;
import heddle.net.http2.StreamFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stream of an [Http2Connection]: one request and its reply; the I/O thread owns it.
final class Http2Stream extends MultiplexedStream implements Peer {
    private static final int SLICE_BYTES = 64 << 10;

    private final Http2Connection connection;
    private @Nullable Exchange exchange;
    private boolean isBodyWhole;
    private boolean isOver;
    private long received;

    /// The window of time in which the body must bring something.
    private long windowStart;

    private long windowReceived;

    /// Parts of the reply that the peer has not taken yet, and since when it has taken nothing.
    private int untaken;

    private long idleSince;

    /// The reader's: what it has taken and not given back yet.
    private int taken;

    Http2Stream(Http2Connection connection) {
        this.connection = connection;
    }

    // ---- what the peer does

    @Override
    protected void fields(FieldLines fields, boolean isLast) {
        if (exchange != null || received > 0) {
            trailers(fields, isLast);
            return;
        }
        if (isOver) {
            return;
        }
        try {
            begin(connection.heads().read(fields, isLast), isLast);
        } catch (RefusalSignal signal) {
            refuse(signal.refusal());
        }
    }

    private void begin(RequestHead head, boolean isLast) {
        isBodyWhole = isLast;
        if (head.bodyLength() > connection.rules().bodyBytesMax()) {
            refuse(tooLarge());
            return;
        }
        if (!connection.mayAnswer()) {
            isOver = true;
            connection.multiplexer().reset(this, ErrorCodes.REFUSED_STREAM);
            return;
        }
        openWindow(now());
        var begun = new Exchange(this, head);
        exchange = begun;
        connection.dispatch(begun);
    }

    private void trailers(FieldLines fields, boolean isLast) {
        if (fields.hasPseudo() || !isLast) {
            breakOff(new Refusal(Status.BAD_REQUEST, "the trailers are malformed"));
            connection.multiplexer().reset(this, ErrorCodes.PROTOCOL_ERROR);
            return;
        }
        endBody();
    }

    @Override
    protected void data(ByteBuf bytes, boolean isLast) {
        int length = bytes.readableBytes();
        Incoming incoming = exchange == null ? null : exchange.incoming();
        if (incoming == null) {
            connection.multiplexer().consume(this, length);
            return;
        }
        received += length;
        if (received > connection.rules().bodyBytesMax()) {
            incoming.fail(tooLarge());
            connection.multiplexer().consume(this, length);
            return;
        }
        if (length > 0) {
            var _ = incoming.offer(ByteBufUtil.getBytes(bytes));
            if (incoming.waiting() > 4 * Http2Connection.streamWindowBytes()) {
                breakOff(new Refusal(Status.BAD_REQUEST, "the body comes in too many frames"));
                connection.multiplexer().reset(this, ErrorCodes.ENHANCE_YOUR_CALM);
                return;
            }
        }
        if (isLast) {
            endBody();
        }
    }

    private void endBody() {
        isBodyWhole = true;
        Incoming incoming = exchange == null ? null : exchange.incoming();
        if (incoming != null) {
            incoming.end();
        }
    }

    @Override
    protected void reset(long code) {
        gone();
    }

    @Override
    protected void broken(StreamFault fault) {
        connection.endpoint().refused();
        gone();
    }

    @Override
    protected void closed() {
        connection.closed(this);
        gone();
    }

    /// The peer takes no more of a reply.
    void gone() {
        isOver = true;
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.gone();
        }
    }

    private void breakOff(Refusal why) {
        Incoming incoming = exchange == null ? null : exchange.incoming();
        if (incoming != null) {
            incoming.fail(why);
        }
        gone();
    }

    private Refusal tooLarge() {
        return new Refusal(
                Status.CONTENT_TOO_LARGE,
                "a request body here has at most %d bytes"
                        .formatted(connection.rules().bodyBytesMax()));
    }

    /// Answers a request that never becomes an exchange.
    private void refuse(Refusal refusal) {
        connection.endpoint().refused();
        send(ReplyHead.of(refusal), refusal.body());
    }

    // ---- what the application does, by way of its exchange

    @Override
    public void execute(Runnable task) {
        connection.endpoint().loop().execute(task);
    }

    @Override
    public void reply(Exchange from, ReplyHead head, byte[] content) {
        connection.ended(from);
        if (from == exchange) {
            exchange = null;
            send(head, content);
        }
    }

    @Override
    public void begin(Exchange from, ReplyHead head) {
        if (from == exchange) {
            watch(connection.multiplexer().fields(this, fields(head), false));
        }
    }

    @Override
    public void write(Exchange from, byte[] part, int length) {
        if (from != exchange) {
            from.gone();
            return;
        }
        ChannelFuture written = connection.multiplexer().data(this, Unpooled.wrappedBuffer(part, 0, length), false);
        watch(written);
        written.addListener(_ -> from.taken(length));
    }

    @Override
    public void end(Exchange from) {
        connection.ended(from);
        if (from == exchange) {
            exchange = null;
            watch(connection.multiplexer().data(this, Unpooled.EMPTY_BUFFER, true));
            sent();
        }
    }

    /// HTTP/2 has no upgrade, and what would ask for one is refused before.
    @Override
    public void upgrade(Exchange from, ReplyHead head) {
        from.gone();
    }

    @Override
    public void leave(Exchange from) {
        abort(from);
    }

    @Override
    public void abort(Exchange from) {
        connection.ended(from);
        if (from == exchange) {
            exchange = null;
            isOver = true;
            connection.multiplexer().reset(this, ErrorCodes.INTERNAL_ERROR);
        }
    }

    @Override
    public void sendContinue() {
        if (exchange != null && !isBodyWhole) {
            var _ = connection.multiplexer().fields(this, new String[] {":status", "100"}, false);
            openWindow(now());
        }
    }

    @Override
    public void readOn() {
        openWindow(now());
    }

    @Override
    public void taken(int bytes) {
        taken += bytes;
        if (taken >= Http2Connection.streamWindowBytes() / 8) {
            int all = taken;
            taken = 0;
            execute(() -> connection.multiplexer().consume(this, all));
        }
    }

    private void send(ReplyHead head, byte[] content) {
        boolean hasBody = content.length > 0;
        watch(connection.multiplexer().fields(this, fields(head), !hasBody));
        for (int at = 0; at < content.length; at += SLICE_BYTES) {
            int length = Math.min(SLICE_BYTES, content.length - at);
            ByteBuf slice = Unpooled.wrappedBuffer(content, at, length);
            watch(connection.multiplexer().data(this, slice, at + length == content.length));
        }
        sent();
    }

    /// The reply is on its way. Nobody wants the rest of the request (RFC 9113, 8.1).
    private void sent() {
        isOver = true;
        if (!isBodyWhole && untaken == 0) {
            connection.multiplexer().reset(this, ErrorCodes.NO_ERROR);
        }
    }

    private CharSequence[] fields(ReplyHead head) {
        List<String> all = new ArrayList<>(List.of(head.head().fields()));
        connection.endpoint().date().addTo(all);
        return all.toArray(String[]::new);
    }

    // ---- time

    /// After a write: begins to watch that the peer takes it.
    private void watch(ChannelFuture written) {
        connection.writing().watch(written);
        if (untaken++ == 0) {
            idleSince = now();
        }
        written.addListener(_ -> {
            idleSince = now();
            if (--untaken == 0 && isOver && !isBodyWhole) {
                connection.multiplexer().reset(this, ErrorCodes.NO_ERROR);
            }
        });
    }

    private void openWindow(long now) {
        windowStart = now;
        windowReceived = received;
    }

    /// Gives up on a body that comes too slowly, and on a reply that the peer opens no window for.
    void look(long now) {
        Rules rules = connection.rules();
        if (untaken > 0 && now - idleSince >= rules.writeNanos()) {
            gone();
            connection.multiplexer().reset(this, ErrorCodes.CANCEL);
            return;
        }
        Incoming incoming = exchange == null ? null : exchange.incoming();
        if (incoming == null || isBodyWhole || incoming.isExpecting()) {
            return;
        }
        if (incoming.waiting() > 0) {
            openWindow(now);
        } else if (now - windowStart >= rules.readNanos()) {
            if (received - windowReceived < rules.windowBytesMin()) {
                incoming.fail(new Refusal(Status.REQUEST_TIMEOUT, "the body of the request comes too slowly"));
            }
            openWindow(now);
        }
    }

    private long now() {
        return connection.endpoint().loop().nanoTime();
    }

    @Override
    public String toString() {
        return "Http2Stream[%d, %s]".formatted(id(), isOver ? "over" : "open");
    }
}
