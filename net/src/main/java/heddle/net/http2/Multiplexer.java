package heddle.net.http2;

import heddle.async.loop.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.StreamException;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One side of an HTTP/2 connection (RFC 9113): Netty's codec, told what to grant, made quieter where it answers too
/// much and stricter where it takes too much. On the I/O thread, where it is the last handler of its channel.
///
/// ```text
/// bytes ▶ Netty's frame reader, HPACK ▶ FieldLines (rules of fields) ▶ Frames (floods) ▶ MultiplexedStream
///                                                                                     ▶ MultiplexerEvents
/// ```
///
/// What is written waits for the flush that follows the current read, or for [#flushSoon], which gathers all that is
/// written in one turn of the loop into one write.
///
/// Windows open as bytes are consumed: what a reader has not taken counts against its stream's window and the
/// connection's. Netty sends the update when half of a window is used up.
///
/// Where it differs from Netty's handler: frames that arrive for a stream this side has reset are ignored in silence
/// (Netty answers each with a RST_STREAM, which servers take for an attack), those for a stream that was refused or
/// malformed from its first frame on among them (Netty knows nothing of such a stream, and takes a body that follows
/// for a broken connection); the close of the channel is the close, without waiting for streams; each failure is told
/// before it is acted on.
public final class Multiplexer extends Http2ConnectionHandler {
    private final Loop loop;
    private final MultiplexerLimits limits;
    private final MultiplexerEvents events;
    private final PropertyKey key;
    private final FrameBudget budget;
    private @Nullable ChannelHandlerContext context;
    private boolean isFlushDue;

    /// Whether a read is under way, whose end flushes.
    private boolean isReading;

    private boolean hasFailed;

    Multiplexer(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Loop loop,
            MultiplexerLimits limits,
            MultiplexerEvents events) {
        super(decoder, encoder, settings, true, false);
        this.loop = loop;
        this.limits = limits;
        this.events = events;
        budget = new FrameBudget(loop);
        key = connection().newKey();
        decoder.frameListener(new Frames(this, events, budget));
        connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamRemoved(Http2Stream stream) {
                MultiplexedStream known = stream.getProperty(key);
                if (known != null) {
                    known.closed();
                    flushSoon();
                }
            }
        });
    }

    /// The client's side. It joins a channel that is open.
    public static Multiplexer client(Loop loop, MultiplexerLimits limits, MultiplexerEvents events) {
        return MultiplexerParts.client(loop, limits, events);
    }

    /// The server's side. It joins a channel that is open, and reads the client's preface first.
    public static Multiplexer server(Loop loop, MultiplexerLimits limits, MultiplexerEvents events) {
        return MultiplexerParts.server(loop, limits, events);
    }

    // ---- streams

    /// How many streams of this side the peer allows at once, as far as it has said; [Integer#MAX_VALUE] before.
    public int streamsMax() {
        return connection().local().maxActiveStreams();
    }

    /// Whether this side has used up the numbers of streams.
    public boolean isExhausted() {
        return connection().local().lastStreamCreated() > Integer.MAX_VALUE - 1024;
    }

    /// Opens a stream with these fields: names and values in turn, pseudo fields first, checked by the caller.
    public void open(MultiplexedStream stream, CharSequence[] fields, boolean isLast) {
        int id = connection().local().incrementAndGetNextStreamId();
        try {
            connection().local().createStream(id, false).setProperty(key, stream);
        } catch (Http2Exception refused) {
            stream.broken(new StreamFault(StreamFault.Kind.NOT_OPENED, String.valueOf(refused.getMessage())));
            stream.closed();
            flushSoon();
            return;
        }
        stream.opens(id);
        var _ = fields(stream, fields, isLast);
    }

    /// Sends a section of fields.
    public ChannelFuture fields(MultiplexedStream stream, CharSequence[] fields, boolean isLast) {
        ChannelHandlerContext here = here();
        ChannelFuture written =
                encoder().writeHeaders(here, stream.id(), new FieldBlock(fields), 0, isLast, here.newPromise());
        flushSoon();
        return written;
    }

    /// Sends bytes of a body as fast as the windows of the peer allow; done when all are with the operating system.
    public ChannelFuture data(MultiplexedStream stream, ByteBuf bytes, boolean isLast) {
        ChannelHandlerContext here = here();
        ChannelFuture written = encoder().writeData(here, stream.id(), bytes, 0, isLast, here.newPromise());
        flushSoon();
        return written;
    }

    /// The reader of a stream has taken bytes: its window opens again by so many.
    public void consume(MultiplexedStream stream, int bytes) {
        Http2Stream open = connection().stream(stream.id());
        if (open == null) {
            return;
        }
        try {
            if (connection().local().flowController().consumeBytes(open, bytes)) {
                flushSoon();
            }
        } catch (Http2Exception impossible) {
            onError(here(), true, impossible);
        }
    }

    /// Gives a stream up, unless it is closed.
    public void reset(MultiplexedStream stream, long code) {
        if (connection().stream(stream.id()) != null) {
            ChannelHandlerContext here = here();
            var _ = encoder().writeRstStream(here, stream.id(), code, here.newPromise());
            flushSoon();
        }
    }

    // ---- the connection

    /// Asks whether the peer is there; [MultiplexerEvents#answered] tells.
    public void ping() {
        ChannelHandlerContext here = here();
        var _ = encoder().writePing(here, false, loop.nanoTime(), here.newPromise());
        flushSoon();
    }

    /// Tells the peer that streams after the last one that has come will not be served.
    public ChannelFuture goAway(long code, String reason) {
        ChannelHandlerContext here = here();
        ByteBuf bytes = ByteBufUtil.writeUtf8(here.alloc(), reason);
        ChannelFuture written = goAway(here, connection().remote().lastStreamCreated(), code, bytes, here.newPromise());
        flushSoon();
        return written;
    }

    /// Closes the channel, once a farewell is on its way.
    public void close() {
        ChannelHandlerContext here = here();
        if (!hasFailed && here.channel().isActive()) {
            var _ = goAway(ErrorCodes.NO_ERROR, "");
            flush(here);
            var _ = here.close();
        }
    }

    /// Flushes what was written, and settles, once the tasks are done that the loop has now.
    public void flushSoon() {
        if (!isFlushDue && !isReading) {
            isFlushDue = true;
            loop.execute(this::flushNow);
        }
    }

    private void flushNow() {
        isFlushDue = false;
        ChannelHandlerContext here = context;
        if (here != null && here.channel().isOpen()) {
            events.settle();
            flush(here);
        }
    }

    // ---- what the channel tells

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        this.context = context;
        super.handlerAdded(context);
        var whole = connection().connectionStream();
        var windows = connection().local().flowController();
        windows.incrementWindowSize(whole, limits.connectionWindowBytes() - windows.windowSize(whole));
        flushSoon();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        isReading = true;
        super.channelRead(context, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        isReading = false;
        events.settle();
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        events.gone(null); // before the streams are closed for it, so that each can tell why
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) != null) {
            super.exceptionCaught(context, cause);
            return;
        }
        events.gone(cause);
        var _ = context.close();
    }

    // ---- what goes wrong

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, StreamException failure) {
        Http2Stream stream = connection().stream(failure.streamId());
        if (stream == null && connection().streamMayHaveExisted(failure.streamId())) {
            return; // late frames of a stream that is over
        }
        if (stream != null && stream.state() == Http2Stream.State.CLOSED) {
            return; // what was still to be sent on it
        }
        try {
            budget.spend("a malformed message");
        } catch (Http2Exception flood) {
            onConnectionError(context, isOutbound, flood, flood);
            return;
        }
        MultiplexedStream known = stream == null ? null : stream.getProperty(key);
        if (stream == null) {
            remember(failure.streamId());
        }
        super.onStreamError(context, isOutbound, cause, failure);
        if (known != null) {
            known.broken(StreamFault.of(failure));
            flushSoon();
        }
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, @Nullable Http2Exception failure) {
        if (hasFailed) {
            return;
        }
        hasFailed = true;
        boolean isWayGone = failure == null && cause instanceof IOException; // below: TLS has ended, and TCP has not
        if (isWayGone || !context.channel().isActive()) {
            events.gone(cause);
            var _ = context.close();
            return;
        }
        Http2Error code = failure == null ? Http2Error.INTERNAL_ERROR : failure.error();
        String why = String.valueOf(failure == null ? cause : failure.getMessage());
        events.failed(code + ": " + why, cause);
        ByteBuf debug = context.alloc().buffer();
        debug.writeCharSequence(why, StandardCharsets.UTF_8);
        var _ = goAway(context, connection().remote().lastStreamCreated(), code.code(), debug, context.newPromise());
        context.flush();
        var _ = context.close();
    }

    /// Has a stream known whose first frame was malformed, so that what follows it is late and no riddle.
    private void remember(int id) {
        if (!connection().isServer() || !connection().remote().isValidStreamId(id)) {
            return;
        }
        try {
            var _ = connection().remote().createStream(id, false);
        } catch (Http2Exception _) {
            // It is none that could be opened: what follows it ends the connection, as it should.
        }
    }

    /// Has Netty take whatever the client opens, as it would forget what it refuses. Too many streams are refused by
    /// whoever accepts them. To be called when the client has acknowledged the limit, from when on Netty keeps it.
    void takeAllStreams() {
        if (connection().isServer()) {
            connection().remote().maxActiveStreams(Integer.MAX_VALUE);
        }
    }

    /// The stream of that number, as its side knows it.
    @Nullable MultiplexedStream stream(int id) {
        Http2Stream stream = connection().stream(id);
        return stream == null ? null : stream.getProperty(key);
    }

    /// A stream that the peer opens gets its counterpart here.
    MultiplexedStream accepted(int id) {
        MultiplexedStream stream = events.accept();
        stream.opens(id);
        connection().stream(id).setProperty(key, stream);
        return stream;
    }

    private ChannelHandlerContext here() {
        return Objects.requireNonNull(context, "not in a pipeline yet");
    }
}
