package heddle.async.flow;

import heddle.async.loop.Parking;
import heddle.async.stream.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bytes that one thread brings, when a coroutine asks for them.
///
/// The bringer is asked once for each time that the reader finds nothing; it adds one or several pieces, or ends
/// the stream, and then wakes the reader. A reader that was cancelled leaves its question open: what comes waits
/// for the next read.
public final class Inflow implements ByteSource, BooleanSupplier {
    private final Runnable ask;
    private final PieceQueue pieces;

    private volatile boolean asked;
    private volatile @Nullable Thread reader;
    private volatile boolean hasEnded;
    /// Why the end came too early; written before `hasEnded`.
    private @Nullable Supplier<? extends IOException> reason;

    private volatile @Nullable Supplier<? extends IOException> closed;

    /// A stream that runs `ask`, which must not wait, on the reader whenever it needs more.
    public Inflow(Runnable ask) {
        this(ask, new PieceQueue());
    }

    Inflow(Runnable ask, PieceQueue pieces) {
        this.ask = ask;
        this.pieces = pieces;
    }

    // ---- the bringer's side

    /// Brings a piece, at least one byte, which nobody may change any more.
    public void add(byte[] piece) {
        pieces.add(piece);
        asked = false;
    }

    /// Nothing more comes: an orderly end, or for a reason that reads then throw. The first end counts.
    public void end(@Nullable Supplier<? extends IOException> reason) {
        if (!hasEnded) {
            this.reason = reason;
            hasEnded = true;
            wake();
        }
    }

    /// Whether something was asked for that has not come.
    public boolean isAsked() {
        return asked && !hasEnded;
    }

    /// Whether nothing more comes.
    public boolean hasEnded() {
        return hasEnded;
    }

    /// Makes the reader look at what there is.
    public void wake() {
        var waiting = reader;
        if (waiting != null) {
            Parking.wake(waiting);
        }
    }

    // ---- any thread

    /// Makes every read throw, one that waits too, whatever there is to read.
    public void close(Supplier<? extends IOException> reason) {
        closed = reason;
        wake();
    }

    // ---- the reader's side

    @Override
    public ByteBuffer read() throws IOException {
        while (true) {
            var why = closed;
            if (why != null) {
                throw why.get();
            }
            boolean isLast = hasEnded;
            byte[] piece = pieces.poll();
            if (piece != null) {
                return ByteBuffer.wrap(piece);
            }
            if (isLast) {
                return end();
            }
            await();
        }
    }

    private ByteBuffer end() throws IOException {
        var why = reason;
        if (why != null) {
            throw why.get();
        }
        return ByteBuffer.allocate(0);
    }

    private void await() {
        reader = Thread.currentThread();
        try {
            if (!asked) {
                asked = true;
                ask.run();
            }
            Parking.await(this);
        } finally {
            reader = null;
        }
    }

    /// What has come and was not read; null when there is nothing. For the reader, or for the bringer while the
    /// reader waits for it.
    public byte @Nullable [] poll() {
        return pieces.poll();
    }

    /// Whether the reader has a reason to stop waiting. That it waits for nobody is one: it may have taken a piece
    /// before the bringer took the question back, and must ask again.
    @Override
    public boolean getAsBoolean() {
        return hasEnded || !pieces.isEmpty() || closed != null || !asked;
    }
}
