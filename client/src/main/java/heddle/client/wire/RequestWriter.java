package heddle.client.wire;

import heddle.net.wire.LoopBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.FileRegion;

/// Writes a request: in one go when it is small, else in slices, as fast as the peer reads. Used on the I/O thread.
final class RequestWriter {
    private static final int SLICE_BYTES = 64 << 10;

    private final Channel channel;
    private final LoopBuffers buffers;
    private final Runnable written;
    private byte[] body = {};
    private int position;

    /// `written` is told, once a request, when the last byte has left; for a small request at once.
    RequestWriter(Channel channel, LoopBuffers buffers, Runnable written) {
        this.channel = channel;
        this.buffers = buffers;
        this.written = written;
    }

    void write(byte[] head, byte[] body) {
        boolean isSmall = head.length + body.length <= SLICE_BYTES;
        ByteBuf first = buffers.toWrite(head.length + (isSmall ? body.length : 0), channel.alloc());
        first.writeBytes(head);
        if (isSmall) {
            first.writeBytes(body);
            var _ = channel.writeAndFlush(first, channel.voidPromise());
            written.run();
            return;
        }
        var _ = channel.write(first, channel.voidPromise());
        this.body = body;
        position = 0;
        proceed();
    }

    /// Writes a piece of a request that is streamed; the body ends with the last.
    void stream(byte[] piece, boolean isLast) {
        ByteBuf bytes = Unpooled.wrappedBuffer(piece);
        if (isLast) {
            channel.writeAndFlush(bytes).addListener(write -> finish(write.isSuccess()));
        } else {
            var _ = channel.writeAndFlush(bytes, channel.voidPromise());
        }
    }

    /// Writes a part of a file, which the channel does not count among what waits to be sent: so `taken` is told when
    /// the peer has taken all of it. The body ends with the last.
    void stream(FileRegion part, boolean isLast, Runnable taken) {
        channel.writeAndFlush(part).addListener(write -> {
            if (!write.isSuccess()) {
                channel.pipeline().fireExceptionCaught(write.cause());
            } else if (isLast) {
                finish(true);
            } else {
                taken.run();
            }
        });
    }

    /// Goes on as far as the channel takes bytes; to be called when it takes some again.
    void proceed() {
        while (position < body.length && channel.isWritable()) {
            int length = Math.min(SLICE_BYTES, body.length - position);
            ByteBuf slice = Unpooled.wrappedBuffer(body, position, length);
            position += length;
            if (position < body.length) {
                var _ = channel.writeAndFlush(slice, channel.voidPromise());
            } else {
                channel.writeAndFlush(slice).addListener(write -> finish(write.isSuccess()));
            }
        }
    }

    private void finish(boolean isSuccess) {
        body = new byte[0];
        if (isSuccess) {
            written.run();
        }
    }
}
