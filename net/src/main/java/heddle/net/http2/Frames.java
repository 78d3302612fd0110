package heddle.net.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;

/// From Netty's frames to streams and events; counts those that bring nothing.
final class Frames implements Http2FrameListener {
    private static final int REASON_BYTES_MAX = 200;

    private final Multiplexer multiplexer;
    private final MultiplexerEvents events;
    private final FrameBudget budget;

    Frames(Multiplexer multiplexer, MultiplexerEvents events, FrameBudget budget) {
        this.multiplexer = multiplexer;
        this.events = events;
        this.budget = budget;
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int id, Http2Headers fields, int padding, boolean isLast) {
        MultiplexedStream stream = multiplexer.stream(id);
        if (stream == null && multiplexer.connection().isServer()) {
            stream = multiplexer.accepted(id);
        }
        if (stream != null) {
            stream.fields((FieldLines) fields, isLast);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers fields,
            int dependency,
            short weight,
            boolean isExclusive,
            int padding,
            boolean isLast)
            throws Http2Exception {
        onHeadersRead(context, id, fields, padding, isLast);
    }

    /// Returns what counts no more against the windows: of bytes for a reader only the padding.
    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf bytes, int padding, boolean isLast)
            throws Http2Exception {
        int length = bytes.readableBytes();
        if (length == 0 && !isLast) {
            budget.spend("an empty DATA frame");
        }
        MultiplexedStream stream = multiplexer.stream(id);
        if (stream == null) {
            return length + padding;
        }
        stream.data(bytes, isLast);
        return padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) throws Http2Exception {
        if (multiplexer.connection().isServer()) {
            budget.spend("RST_STREAM"); // a server resets only what the client has opened
        }
        MultiplexedStream stream = multiplexer.stream(id);
        if (stream != null) {
            stream.reset(code);
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        budget.spend("SETTINGS");
        events.granted();
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        budget.spend("PING");
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) {
        events.answered();
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext context, int id, int dependency, short weight, boolean isExclusive)
            throws Http2Exception {
        budget.spend("PRIORITY");
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int id, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        budget.spend("a frame of unknown type");
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int last, long code, ByteBuf debug) {
        int length = Math.min(debug.readableBytes(), REASON_BYTES_MAX);
        String reason = debug.toString(debug.readerIndex(), length, StandardCharsets.UTF_8);
        events.goingAway(last, code, reason.replaceAll("[^\\x20-\\x7E]", "?"));
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) {
        multiplexer.takeAllStreams();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int id, int increment) {}

    /// Never comes: clients forbid it, and servers get none.
    @Override
    public void onPushPromiseRead(
            ChannelHandlerContext context, int id, int promised, Http2Headers fields, int padding) {}
}
