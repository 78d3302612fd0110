package heddle.net.http2;

import heddle.async.loop.Loop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.concurrent.TimeUnit;

/// How many frames a peer may send that bring nothing but work: pings, settings, priorities, empty DATA, resets, frames
/// of kinds that nobody knows. Beyond that it is a flood, and ends the connection with ENHANCE_YOUR_CALM.
///
/// The number is far above what a well-meaning peer needs, and far below what hurts.
final class FrameBudget {
    static final int FRAMES_MAX = 1_000;
    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Loop loop;
    private long windowEnd;
    private int left;

    FrameBudget(Loop loop) {
        this.loop = loop;
    }

    void spend(String what) throws Http2Exception {
        if (--left >= 0) {
            return;
        }
        long now = loop.nanoTime();
        if (windowEnd != 0 && now - windowEnd < 0) {
            throw Http2Exception.connectionError(
                    Http2Error.ENHANCE_YOUR_CALM,
                    "a flood of frames: more than %d in %d s that bring nothing, the last of them %s",
                    FRAMES_MAX,
                    TimeUnit.NANOSECONDS.toSeconds(WINDOW_NANOS),
                    what);
        }
        windowEnd = now + WINDOW_NANOS;
        left = FRAMES_MAX - 1;
    }
}
