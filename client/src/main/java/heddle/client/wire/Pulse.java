package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.client.options.Http2Options;
import heddle.net.http2.Multiplexer;

/// Watches whether the server of an HTTP/2 connection is still there: after a while in which nothing came it asks by a
/// ping, and when that is not answered in time it tells. Used on the I/O thread.
final class Pulse {
    private final Loop loop;
    private final Multiplexer multiplexer;
    private final Runnable silent;
    private final Watch watch;
    private final long afterNanos;
    private final long timeoutNanos;
    private boolean isOn;
    private boolean isAsking;
    private long heard;

    Pulse(Loop loop, Http2Options options, Multiplexer multiplexer, Runnable silent) {
        this.loop = loop;
        this.multiplexer = multiplexer;
        this.silent = silent;
        watch = new Watch(loop, this::due);
        afterNanos = PhaseLimits.nanos(options.pingAfter());
        timeoutNanos = PhaseLimits.nanos(options.pingTimeout());
    }

    /// From now on something is expected; no matter how often this is said.
    void start(long now) {
        if (!isOn) {
            isOn = true;
            heard = now;
            watch.until(now + afterNanos, now);
        }
    }

    /// Something has come.
    void heard(long now) {
        heard = now;
        isAsking = false;
    }

    void answered() {
        heard(loop.nanoTime());
    }

    /// Nothing is expected any more.
    void stop() {
        isOn = false;
        isAsking = false;
        watch.stop();
    }

    private void due() {
        long now = loop.nanoTime();
        if (now - heard < afterNanos) {
            watch.until(heard + afterNanos, now);
        } else if (isAsking) {
            silent.run();
        } else {
            isAsking = true;
            multiplexer.ping();
            watch.until(now + timeoutNanos, now);
        }
    }
}
