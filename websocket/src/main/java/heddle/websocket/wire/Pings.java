package heddle.websocket.wire;

import heddle.async.Promise;
import heddle.async.loop.Loop;
import heddle.http.HttpException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The pings of this side that wait for their answers. An answer to one is an answer to all before it (RFC 6455,
/// 5.5.3). Safe between threads.
final class Pings {
    private static final int UNANSWERED_MAX = 64;

    private final Loop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Sent> unanswered = new ArrayDeque<>();
    private @Nullable HttpException failure;
    private long count;

    private record Sent(long number, long nanos, Promise<Duration> answer) {}

    Pings(Loop loop) {
        this.loop = loop;
    }

    /// What the next ping carries.
    ///
    /// @param payload its number
    record Ping(ByteBuffer payload, Promise<Duration> answer) {}

    Ping next() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (unanswered.size() == UNANSWERED_MAX) {
                throw new IllegalStateException("%d pings wait for an answer; let a task receive, and await the answers"
                        .formatted(UNANSWERED_MAX));
            }
            var sent = new Sent(++count, loop.nanoTime(), new Promise<>());
            unanswered.add(sent);
            return new Ping(
                    ByteBuffer.allocate(Long.BYTES).putLong(sent.number()).flip(), sent.answer());
        } finally {
            lock.unlock();
        }
    }

    /// A pong has come; one that answers nothing is a sign of life, and no more.
    void answered(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long number = payload.getLong();
        lock.lock();
        try {
            if (unanswered.stream().noneMatch(sent -> sent.number() == number)) {
                return;
            }
            long now = loop.nanoTime();
            while (!unanswered.isEmpty() && unanswered.element().number() <= number) {
                var sent = unanswered.remove();
                sent.answer().complete(Duration.ofNanos(now - sent.nanos()));
            }
        } finally {
            lock.unlock();
        }
    }

    /// No more answers come.
    void fail(HttpException reason) {
        lock.lock();
        try {
            failure = failure == null ? reason : failure;
            unanswered.forEach(sent -> sent.answer().fail(reason));
            unanswered.clear();
        } finally {
            lock.unlock();
        }
    }
}
