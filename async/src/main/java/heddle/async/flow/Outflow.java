package heddle.async.flow;

import heddle.async.loop.Parking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bytes that a coroutine writes and another thread takes away, with a limit on how many wait in between.
///
/// The writer waits at the limit, the high-water mark, until half of it is gone. The taker is called once for all
/// that is written until it comes; it takes the pieces, and says of each when it is gone.
///
/// Whoever closes may wait for the end of what was written beside a writer that waits for room.
public final class Outflow {
    private final int highWater;
    private final Runnable call;
    private final PieceQueue pieces = new PieceQueue();
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicBoolean isCalled = new AtomicBoolean();
    private final AtomicReference<@Nullable Supplier<? extends IOException>> failure = new AtomicReference<>();

    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    /// A coroutine that waits until no more than so many bytes are unsent, and is woken until it is closed.
    private final class Waiter implements BooleanSupplier, AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final int unsentMax;

        Waiter(int unsentMax) {
            this.unsentMax = unsentMax;
            waiters.add(this);
        }

        @Override
        public boolean getAsBoolean() {
            return unsent.get() <= unsentMax || failure.get() != null;
        }

        @Override
        public void close() {
            waiters.remove(this);
        }
    }

    /// A stream with at most `highWater` bytes on the way before writes wait, that runs `call`, which must not
    /// wait, on the writer when there is something to take.
    public Outflow(int highWater, Runnable call) {
        this.highWater = highWater;
        this.call = call;
    }

    // ---- the writer's side

    /// Takes a copy of all the bytes. Cancelled while it waits, it has taken none, or runs `torn` because it has
    /// taken some.
    public void write(ByteBuffer bytes, Runnable torn) throws IOException {
        boolean isBegun = false;
        while (bytes.hasRemaining()) {
            try {
                awaitRoom();
            } catch (RuntimeException cancelled) {
                if (isBegun) {
                    torn.run();
                }
                throw cancelled;
            }
            isBegun = true;
            take(bytes, Math.min(bytes.remaining(), highWater));
        }
    }

    private void take(ByteBuffer bytes, int count) {
        byte[] piece = new byte[count];
        bytes.get(piece);
        give(piece);
    }

    /// Takes a piece, which nobody may change any more, whatever waits already. Never waits, so that whoever
    /// calls it sees to a limit, by [#awaitRoom()] or [#unsent()]. Calls exclude each other.
    public void append(byte[] piece) throws IOException {
        throwIfFailed();
        give(piece);
    }

    private void give(byte[] piece) {
        unsent.addAndGet(piece.length);
        pieces.add(piece);
        if (isCalled.compareAndSet(false, true)) {
            call.run();
        }
    }

    /// Parks at the limit until there is room for more.
    public void awaitRoom() throws IOException {
        throwIfFailed();
        if (unsent.get() >= highWater) {
            await(highWater / 2);
        }
    }

    /// Parks until all is gone.
    public void flush() throws IOException {
        throwIfFailed();
        await(0);
    }

    /// As [#flush()], until the loop's time is `deadlineNanos` at most; whether all is gone.
    public boolean flush(long deadlineNanos) throws IOException {
        throwIfFailed();
        try (var waiter = new Waiter(0)) {
            boolean isGone = Parking.await(waiter, deadlineNanos);
            throwIfFailed();
            return isGone;
        }
    }

    private void await(int unsentMax) throws IOException {
        try (var waiter = new Waiter(unsentMax)) {
            Parking.await(waiter);
        }
        throwIfFailed();
    }

    private void throwIfFailed() throws IOException {
        var why = failure.get();
        if (why != null) {
            throw why.get();
        }
    }

    // ---- the taker's side

    /// Says that the taker has come; what is written from now on calls it again.
    public void come() {
        isCalled.set(false);
    }

    /// The next piece, or null when there is none.
    public byte @Nullable [] poll() {
        return pieces.poll();
    }

    /// So many bytes are gone.
    public void sent(int bytes) {
        unsent.addAndGet(-bytes);
        wakeIfDone();
    }

    // ---- any thread

    /// Makes every write and flush throw, one that waits too. The first reason counts.
    public void fail(Supplier<? extends IOException> reason) {
        if (failure.compareAndSet(null, reason)) {
            wakeIfDone();
        }
    }

    /// Whether somebody waits.
    public boolean isAwaited() {
        return !waiters.isEmpty();
    }

    /// Whether nothing is on its way.
    public boolean isEmpty() {
        return unsent.get() == 0;
    }

    /// How many bytes are on their way.
    public int unsent() {
        return unsent.get();
    }

    private void wakeIfDone() {
        for (var waiter : waiters) {
            if (waiter.getAsBoolean()) {
                Parking.wake(waiter.thread);
            }
        }
    }
}
