package heddle.websocket.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.loop.Timer;
import heddle.async.task.CancelledException;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.websocket.CloseCode;
import heddle.http.websocket.WebSocketClosedException;
import heddle.net.socket.SocketStream;
import heddle.websocket.CloseReason;
import heddle.websocket.frame.ClosePayload;
import heddle.websocket.frame.WireFault;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The life of a WebSocket, which ends once: by the other side's goodbye, or by a failure. Any thread.
final class Link {
    private final Loop loop;
    private final SocketStream stream;
    private final Outbound out;
    private final Pings pings;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private volatile @Nullable Timer limit;
    private volatile @Nullable Thread closer;
    private volatile Runnable ended = () -> {};

    Link(Loop loop, SocketStream stream, Outbound out, Pings pings) {
        this.loop = loop;
        this.stream = stream;
        this.out = out;
        this.pings = pings;
    }

    /// Has this run at the end.
    void whenEnded(Runnable action) {
        ended = action;
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending.get());
    }

    private void end(Ending how) {
        if (!ending.compareAndSet(null, how)) {
            return;
        }
        Timer running = limit;
        if (running != null) {
            running.cancel();
        }
        ended.run();
        pings.fail(failure(how));
        wakeCloser();
    }

    private static HttpException failure(Ending how) {
        return switch (how) {
            case Ending.Goodbye goodbye ->
                WebSocketClosedException.byPeer(
                        goodbye.reason().code(), goodbye.reason().words());
            case Ending.Failed failed -> failed.failure();
        };
    }

    /// Throws when nothing can be sent any more, and why.
    void requireOpen() {
        var how = ending.get();
        if (how != null) {
            throw failure(how);
        }
        out.requireOpen();
    }

    /// The other side has said goodbye, and is answered.
    void goodbye(CloseReason reason) {
        boolean isAnswer = out.hasSaidGoodbye();
        end(new Ending.Goodbye(reason, isAnswer));
        try {
            out.sayGoodbye(new CloseReason(reason.code(), ""));
        } catch (IOException gone) {
            // It need not hear it.
        }
    }

    /// The other side did what it may not: it is told so, and cut. Parks shortly.
    HttpException fail(WireFault fault) {
        if (stream.unsent() > Outbound.UNTAKEN_BYTES_MAX) {
            return cut(fault.failure()); // it would not hear it
        }
        return fail(
                fault.failure(), ClosePayload.cut(fault.code(), fault.failure().detail()));
    }

    /// A message was begun, and will not be finished: the other side could make nothing of what would follow.
    /// Parks shortly.
    void torn() {
        if (!out.hasSaidGoodbye()) {
            var failure = new ConnectionLostException(
                    Phase.WRITE, "a message was given up of which a part had been sent, on this side", null);
            fail(failure, new CloseReason(CloseCode.INTERNAL_ERROR, "a message was given up"));
        }
    }

    private HttpException fail(HttpException failure, CloseReason reason) {
        end(new Ending.Failed(failure));
        try {
            out.sayGoodbye(reason);
            stream.closeBoth();
        } catch (IOException | CancelledException gone) {
            stream.abort();
        }
        return failure;
    }

    /// The connection is gone.
    HttpException lost(Phase phase, IOException reason) {
        String detail = reason instanceof EOFException
                ? "the other side ended the connection without closing the WebSocket"
                : String.valueOf(reason.getMessage());
        return cut(new ConnectionLostException(phase, detail, reason));
    }

    /// Ends all at once, by that failure, and returns why it is over, which may be an earlier one. Never waits.
    HttpException cut(HttpException failure) {
        end(new Ending.Failed(failure));
        stream.abort();
        var how = ending.get();
        return how == null ? failure : failure(how);
    }

    /// From now on the other side has so long to say goodbye.
    void limit(Duration time) {
        limit = loop.schedule(time.toNanos(), () -> {
            var _ = cut(new HttpTimeoutException(
                    Phase.READ,
                    time,
                    time,
                    "the other side has not closed the WebSocket; its connection is cut",
                    null));
        });
        if (ending.get() != null) {
            limit.cancel();
        }
    }

    /// Parks until it has ended, or `isFree`; the closer is woken when either may have changed.
    void awaitEnd(java.util.function.BooleanSupplier isFree) {
        closer = Thread.currentThread();
        try {
            Parking.await(() -> ending.get() != null || isFree.getAsBoolean());
        } finally {
            closer = null;
        }
    }

    void wakeCloser() {
        Thread waiting = closer;
        if (waiting != null) {
            Parking.wake(waiting);
        }
    }
}
