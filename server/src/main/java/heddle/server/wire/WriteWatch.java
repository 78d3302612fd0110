package heddle.server.wire;

import heddle.async.loop.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;

/// Sees to it that a peer takes its replies: while bytes wait for it, some must go in every window of time; I/O
/// thread only.
///
/// What the kernel takes counts as taken. Its buffer holds megabytes, so a peer cannot live on a byte now and then.
final class WriteWatch {
    private final Channel channel;
    private final long windowNanos;
    private final Runnable stalled;
    private final Deadline deadline;
    private long leftAtStart;
    private long completed;
    private long completedAtStart;

    WriteWatch(Channel channel, Loop loop, long windowNanos, Runnable stalled) {
        this.channel = channel;
        this.windowNanos = windowNanos;
        this.stalled = stalled;
        deadline = new Deadline(loop, this::due);
    }

    /// After a flush: begins to watch if it left something of that write behind.
    void watch(ChannelFuture written) {
        if (written.isDone()) {
            return;
        }
        written.addListener(_ -> completed++);
        if (!deadline.isSet()) {
            openWindow();
        }
    }

    void close() {
        deadline.close();
    }

    private void openWindow() {
        completedAtStart = completed;
        leftAtStart = left();
        deadline.within(windowNanos);
    }

    private void due() {
        long left = left();
        if (left == 0) {
            return;
        }
        if (completed == completedAtStart && left >= leftAtStart) {
            stalled.run();
        } else {
            openWindow();
        }
    }

    private long left() {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
    }
}
