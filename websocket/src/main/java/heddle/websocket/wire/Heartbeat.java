package heddle.websocket.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Timer;
import heddle.async.stream.ByteSource;
import heddle.websocket.HeartbeatOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Listens to what comes from the other side, sends a ping after a silence, and says when nothing has come
/// after that either. What a timer does runs on the I/O thread.
///
/// While nobody reads, an answer may lie unread: then no time runs.
final class Heartbeat implements ByteSource {
    private static final long NOT_READING = Long.MIN_VALUE;

    private final Loop loop;
    private final long interval;
    private final long timeout;
    private final ByteSource source;
    private final Runnable ping;
    private final Runnable lost;
    private volatile long heard;
    private volatile long readingSince = NOT_READING;
    private volatile @Nullable Timer timer;
    private volatile boolean isOver;
    private long pinged;

    Heartbeat(Loop loop, HeartbeatOptions options, ByteSource source, Runnable ping, Runnable lost) {
        this.loop = loop;
        this.interval = options.interval().toNanos();
        this.timeout = options.timeout().toNanos();
        this.source = source;
        this.ping = ping;
        this.lost = lost;
        heard = loop.nanoTime();
    }

    /// Begins.
    void start() {
        arm(heard + interval, this::listen);
    }

    /// Ends; any thread.
    void stop() {
        isOver = true;
        Timer armed = timer;
        if (armed != null) {
            armed.cancel();
        }
    }

    @Override
    public ByteBuffer read() throws IOException {
        readingSince = loop.nanoTime();
        try {
            var bytes = source.read();
            heard = loop.nanoTime();
            return bytes;
        } finally {
            readingSince = NOT_READING;
        }
    }

    private void listen() {
        long now = loop.nanoTime();
        if (now - heard < interval) {
            arm(heard + interval, this::listen);
            return;
        }
        pinged = now;
        ping.run();
        arm(now + timeout, this::listenForAnswer);
    }

    private void listenForAnswer() {
        long now = loop.nanoTime();
        if (heard - pinged > 0) {
            arm(heard + interval, this::listen);
            return;
        }
        long reading = readingSince;
        if (reading == NOT_READING) {
            arm(now + timeout, this::listenForAnswer);
            return;
        }
        long since = Math.max(reading, pinged);
        if (now - since >= timeout) {
            lost.run();
        } else {
            arm(since + timeout, this::listenForAnswer);
        }
    }

    private void arm(long deadline, Runnable action) {
        if (!isOver) {
            timer = loop.scheduleAt(deadline, action);
        }
        if (isOver) {
            stop();
        }
    }

    /// How long the other side has been silent.
    Duration silence() {
        return Duration.ofNanos(loop.nanoTime() - heard);
    }
}
