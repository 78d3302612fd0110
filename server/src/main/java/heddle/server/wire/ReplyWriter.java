package heddle.server.wire;

import heddle.http.HttpVersion;
import heddle.net.wire.LoopBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;

/// Writes replies to one channel; I/O thread only. It frames and flushes, and knows nothing of requests.
final class ReplyWriter {
    /// A body up to this size is copied behind its head, so that both go in one buffer.
    private static final int COPIED_MAX = 16 * 1024;

    /// A larger one is sent in slices, so that progress can be seen.
    private static final int SLICE_BYTES = 64 * 1024;

    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private final Channel channel;
    private final LoopBuffers buffers;
    private final DateLine date;
    private boolean isChunking;

    ReplyWriter(Channel channel, LoopBuffers buffers, DateLine date) {
        this.channel = channel;
        this.buffers = buffers;
        this.date = date;
    }

    /// A head with its whole body; flushed.
    ChannelFuture reply(ReplyHead head, byte[] body, HttpVersion version, boolean keepsAlive) {
        boolean isSmall = body.length <= COPIED_MAX;
        ByteBuf buffer = head(head, version, keepsAlive, isSmall ? body.length : 0);
        if (isSmall) {
            return channel.writeAndFlush(buffer.writeBytes(body));
        }
        var _ = channel.write(buffer, channel.voidPromise());
        int at = 0;
        for (; body.length - at > SLICE_BYTES; at += SLICE_BYTES) {
            var _ = channel.write(Unpooled.wrappedBuffer(body, at, SLICE_BYTES), channel.voidPromise());
        }
        return channel.writeAndFlush(Unpooled.wrappedBuffer(body, at, body.length - at));
    }

    /// The head of a streamed body; flushed.
    ChannelFuture begin(ReplyHead head, HttpVersion version, boolean keepsAlive) {
        isChunking = head.framing() == ReplyHead.Framing.CHUNKED && version == HttpVersion.HTTP_1_1;
        return channel.writeAndFlush(head(head, version, keepsAlive, 0));
    }

    /// A part of a streamed body; flushed.
    ChannelFuture part(byte[] part, int length) {
        if (!isChunking) {
            return channel.writeAndFlush(Unpooled.wrappedBuffer(part, 0, length));
        }
        ByteBuf size = channel.alloc().directBuffer(10);
        size.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
        size.writeBytes(LINE_END);
        var _ = channel.write(size, channel.voidPromise());
        var _ = channel.write(Unpooled.wrappedBuffer(part, 0, length), channel.voidPromise());
        return channel.writeAndFlush(Unpooled.wrappedBuffer(LINE_END));
    }

    /// The end of a streamed body; flushed.
    ChannelFuture end() {
        return channel.writeAndFlush(isChunking ? Unpooled.wrappedBuffer(LAST_CHUNK) : Unpooled.EMPTY_BUFFER);
    }

    void sendContinue() {
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
    }

    private ByteBuf head(ReplyHead head, HttpVersion version, boolean keepsAlive, int room) {
        byte[] tail = date.bytes();
        byte[] lines = head.head().lines();
        ByteBuf buffer = buffers.toWrite(lines.length + tail.length + 64 + room, channel.alloc());
        buffer.writeBytes(lines);
        if (head.framing() == ReplyHead.Framing.CHUNKED && version == HttpVersion.HTTP_1_1) {
            buffer.writeBytes(CHUNKED);
        }
        if (!keepsAlive) {
            buffer.writeBytes(CLOSE);
        } else if (version == HttpVersion.HTTP_1_0) {
            buffer.writeBytes(KEEP_ALIVE);
        }
        return buffer.writeBytes(tail);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
