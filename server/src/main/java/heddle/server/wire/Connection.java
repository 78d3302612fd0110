package heddle.server.wire;

import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.net.wire.LoopBuffers;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a peer; the I/O thread owns it.
///
/// ```text
/// HEAD ──request──▶ EXCHANGE ──reply──▶ FLUSHING ──taken──▶ DRAINING ──body ends──▶ HEAD
/// │ │                  │                                        │
/// │ └──refused──▶┐     │ last reply                             │ too much left
/// │ idle         ▼     ▼                                        │
/// │           LINGERING: the output is over and the input thrown away, so that the peer
/// ▼              │      can read the reply before the kernel resets the connection
/// CLOSED ◀───────┘
/// ```
///
/// One request is answered at a time; the next ones wait in the decoder, as bytes. While a request is with the
/// application no time limit runs but those on the peer: for the body it sends, and for the reply it takes.
final class Connection extends ChannelInboundHandlerAdapter implements Peer, Served {
    private static final Logger LOG = LoggerFactory.getLogger("heddle.server");

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private enum State {
        HEAD,
        EXCHANGE,
        FLUSHING,
        DRAINING,
        LINGERING,
        CLOSED
    }

    private final Endpoint endpoint;
    private final Rules rules;
    private final Channel channel;
    private final StrictRequestDecoder decoder;
    private final HeadReader headReader;
    private final ReplyWriter writer;
    private final Deadline reading;
    private final BodyIntake body;
    private final WriteWatch writing;

    private State state = State.HEAD;
    private boolean isHeadTimed = true;
    private boolean isInputOver;
    private @Nullable Exchange exchange;

    private boolean keepsAlive;

    Connection(Endpoint endpoint, Channel channel, SocketAddress remote, boolean isSecure) {
        this.endpoint = endpoint;
        this.channel = channel;
        rules = endpoint.rules();
        decoder = new StrictRequestDecoder(rules);
        headReader = new HeadReader(rules, remote, isSecure);
        writer = new ReplyWriter(channel, LoopBuffers.of(endpoint.loop()), endpoint.date());
        reading = new Deadline(endpoint.loop(), this::readingDue);
        body = new BodyIntake(rules, decoder, reading);
        writing = new WriteWatch(channel, endpoint.loop(), rules.writeNanos(), this::writingDue);
    }

    /// Takes its place at the end of the pipeline, behind the decoder; `choice` stands before them.
    void join(ProtocolChoice choice) {
        channel.pipeline().addLast(choice, decoder, this);
        reading.within(rules.headNanos());
    }

    /// Leaves its place to another, if nothing was said yet.
    boolean tryLeave() {
        if (state != State.HEAD) {
            return false;
        }
        leave();
        channel.pipeline().remove(decoder);
        channel.pipeline().remove(this);
        return true;
    }

    private void leave() {
        state = State.CLOSED;
        reading.close();
        writing.close();
    }

    @Override
    public void execute(Runnable task) {
        endpoint.loop().execute(task);
    }

    // What the peer does.

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case HttpRequest request -> head(request);
                case HttpContent content -> content(content);
                default -> LOG.warn("unexpected message {}", message.getClass());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readComplete();
    }

    private void readComplete() {
        if (state == State.HEAD && !isHeadTimed && decoder.isMidHead()) {
            isHeadTimed = true;
            reading.within(rules.headNanos());
        }
        if (decoder.isPaused() && decoder.hasBytes()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (state == State.FLUSHING && channel.isWritable()) {
            flushed();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            isInputOver = true;
            inputOver();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("{} fails", this, cause);
        cut();
    }

    private void head(HttpRequest request) {
        if (state != State.HEAD) {
            return;
        }
        RequestHead head;
        try {
            head = headReader.read(request);
        } catch (RefusalSignal signal) {
            refuse(signal.refusal());
            return;
        }
        if (head.bodyLength() > rules.bodyBytesMax()) {
            refuse(body.tooLarge());
            return;
        }
        reading.clear();
        state = State.EXCHANGE;
        exchange = new Exchange(this, head);
        body.begin(exchange.incoming());
        endpoint.dispatch(exchange);
        if (head.hasBody() && !head.expectsContinue()) {
            body.openWindow();
        }
    }

    private void content(HttpContent content) {
        switch (state) {
            case EXCHANGE -> body.take(content);
            case DRAINING -> drain(content);
            case HEAD, FLUSHING, LINGERING, CLOSED -> {}
        }
    }

    private void drain(HttpContent content) {
        if (!body.mayDiscard(content.content().readableBytes())
                || content.decoderResult().isFailure()) {
            linger(channel.newSucceededFuture());
        } else if (content instanceof LastHttpContent) {
            body.end();
            nextRequest();
        }
    }

    private void inputOver() {
        switch (state) {
            case HEAD, DRAINING -> closeWhenSent();
            case LINGERING -> cut();
            case EXCHANGE -> body.inputOver();
            case FLUSHING, CLOSED -> {}
        }
    }

    private void readingDue() {
        switch (state) {
            case HEAD -> {
                if (decoder.isMidHead()) {
                    refuse(new Refusal(Status.REQUEST_TIMEOUT, "the head of the request took too long"));
                } else {
                    closeWhenSent();
                }
            }
            case EXCHANGE -> body.windowDue();
            case DRAINING -> linger(channel.newSucceededFuture());
            case LINGERING -> cut();
            case FLUSHING, CLOSED -> {}
        }
    }

    private void writingDue() {
        LOG.debug("{} takes nothing of its reply, and is cut", this);
        cut();
    }

    // What the application does, by way of its exchange.

    @Override
    public void sendContinue() {
        if (state == State.EXCHANGE && !body.isWhole()) {
            writer.sendContinue();
            body.openWindow();
        }
    }

    @Override
    public void taken(int bytes) {}

    @Override
    public void readOn() {
        if (state == State.EXCHANGE && !body.isWhole()) {
            body.openWindow();
            resume();
        }
    }

    @Override
    public void reply(Exchange from, ReplyHead head, byte[] content) {
        endpoint.ended(from);
        if (from == exchange) {
            keepsAlive = !endpoint.isStopping() && body.letsAnotherFollow(from, head);
            sent(writer.reply(head, content, from.head().version(), keepsAlive));
        }
    }

    @Override
    public void begin(Exchange from, ReplyHead head) {
        if (from == exchange) {
            keepsAlive = !endpoint.isStopping() && body.letsAnotherFollow(from, head);
            writing.watch(writer.begin(head, from.head().version(), keepsAlive));
        }
    }

    @Override
    public void write(Exchange from, byte[] part, int length) {
        if (from != exchange) {
            from.gone();
            return;
        }
        ChannelFuture written = writer.part(part, length);
        written.addListener(_ -> from.taken(length));
        writing.watch(written);
    }

    @Override
    public void end(Exchange from) {
        endpoint.ended(from);
        if (from == exchange) {
            sent(writer.end());
        }
    }

    @Override
    public void abort(Exchange from) {
        if (from == exchange) {
            cut();
        }
        endpoint.ended(from);
    }

    @Override
    public void upgrade(Exchange from, ReplyHead head) {
        if (from != exchange || isInputOver || decoder.holdsEnd() || !body.isWhole()) {
            from.gone();
            cut();
            return;
        }
        var _ = writer.begin(head, HttpVersion.HTTP_1_1, true);
        exchange = null;
        leave();
        endpoint.upgraded(this, new UpgradedConnection(endpoint, channel, from, this, decoder));
    }

    @Override
    public void leave(Exchange from) {
        endpoint.ended(from);
    }

    private void sent(ChannelFuture last) {
        exchange = null;
        body.leave();
        reading.clear();
        writing.watch(last);
        if (!keepsAlive || body.isBroken()) {
            linger(last);
            return;
        }
        state = State.FLUSHING;
        if (!body.isWhole()) {
            decoder.pause();
        }
        if (channel.isWritable()) {
            flushed();
        }
    }

    private void flushed() {
        if (body.isWhole()) {
            nextRequest();
            return;
        }
        state = State.DRAINING;
        body.openWindow();
        resume();
    }

    private void nextRequest() {
        state = State.HEAD;
        isHeadTimed = false;
        if (endpoint.isStopping() || (isInputOver && !decoder.hasBytes())) {
            closeWhenSent();
            return;
        }
        reading.within(rules.idleNanos());
        resume();
    }

    private void resume() {
        readMore();
        try {
            decoder.resume();
        } catch (Exception e) {
            channel.pipeline().fireExceptionCaught(e);
            return;
        }
        readComplete();
    }

    /// Nothing more is read once the input is over: Netty has taken such a channel out of its epoll set, and asking
    /// for more is an error there.
    private void readMore() {
        if (!isInputOver && !decoder.holdsEnd()) {
            channel.config().setAutoRead(true);
        }
    }

    // How it ends.

    @Override
    public void closeIfIdle() {
        if (state == State.HEAD && !decoder.isMidHead()) {
            closeWhenSent();
        }
    }

    @Override
    public void cut() {
        var _ = channel.close();
    }

    /// Answers a request that never becomes an exchange, and ends the connection: nobody knows where the next one
    /// begins.
    void refuse(Refusal refusal) {
        body.lose();
        reading.clear();
        ChannelFuture written = writer.reply(ReplyHead.of(refusal), refusal.body(), HttpVersion.HTTP_1_1, false);
        writing.watch(written);
        linger(written);
        endpoint.refused();
    }

    private void linger(ChannelFuture last) {
        boolean mayBeUnread = !body.isWhole() || decoder.hasBytes();
        state = State.LINGERING;
        readMore();
        decoder.discardRest();
        last.addListener(_ -> {
            if (isInputOver || !mayBeUnread) {
                cut();
            } else if (state == State.LINGERING) {
                reading.within(LINGER_NANOS);
                shutdownOutput();
            }
        });
    }

    /// TLS has no half of a connection to end: there the peer goes by the length of the reply.
    private void shutdownOutput() {
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            var _ = duplex.shutdownOutput();
        }
    }

    private void closeWhenSent() {
        reading.clear();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void closed() {
        state = State.CLOSED;
        reading.close();
        writing.close();
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.gone();
        }
        endpoint.left(this);
    }

    @Override
    public String toString() {
        return "Connection[" + channel.remoteAddress() + ", " + state + "]";
    }
}
