package heddle.client.wire;

import heddle.async.flow.PieceBuffer;
import heddle.async.loop.Parking;
import heddle.client.codec.ResponseHead;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What the I/O thread has for the coroutine that makes an exchange: room for more of the request, the head of the
/// response, the body so far, and how it ended.
///
/// The I/O thread publishes by volatile writes and wakes the reader when a read is over, so that a small response
/// costs one park. One coroutine reads at a time; it may be another one than before.
final class Inbox implements BooleanSupplier {
    private final PieceBuffer body;

    private volatile @Nullable Thread reader;
    private volatile @Nullable ResponseHead head;
    private volatile boolean ended;

    /// Written before `ended`.
    private @Nullable Fault fault;

    /// Whether the connection takes a piece of the request; the reader takes it back with each piece.
    private volatile boolean hasRoom;

    /// Whether the server wants the body of a request that asks for that, or has had the time to say so.
    private volatile boolean isInvited;

    /// What the reader waits for; its own.
    private Awaited awaited = Awaited.HEAD;

    /// How much of the response may wait while the request goes on; the reader's own.
    private int waitingMax;

    private enum Awaited {
        ROOM,
        INVITATION,
        HEAD,
        BODY
    }

    /// One with so many bytes of the body, at most, before the connection is to stop.
    Inbox(int bytesMax) {
        body = new PieceBuffer(bytesMax);
    }

    // ---- the I/O thread's side

    void head(ResponseHead head) {
        this.head = head;
    }

    /// Adds a piece of the body.
    void add(byte[] piece) {
        body.add(piece);
    }

    /// Whether so much waits that the connection must stop to read; see [PieceBuffer#holdsBack].
    boolean holdsBack() {
        return body.holdsBack();
    }

    /// Nothing more comes. Only the first end counts.
    void end(@Nullable Fault fault) {
        if (!ended) {
            this.fault = fault;
            ended = true;
        }
    }

    /// The next piece of the request can be taken.
    void room() {
        hasRoom = true;
        wake();
    }

    /// The body of the request may come.
    void invite() {
        isInvited = true;
        wake();
    }

    void wake() {
        Thread thread = reader;
        if (thread != null) {
            Parking.wake(thread);
        }
    }

    // ---- any thread

    boolean hasEnded() {
        return ended;
    }

    boolean hasHead() {
        return head != null;
    }

    /// Whether the server has answered, and no longer cares for the rest of the request.
    boolean isRefused() {
        ResponseHead come = head;
        return come != null && come.status().code() >= 300;
    }

    boolean hasFailed() {
        return ended && fault != null;
    }

    int waitingBytes() {
        return body.waitingBytes();
    }

    // ---- the coroutine's side

    /// Waits for room for one piece of the request, and takes it, unless no more pieces are wanted, because the
    /// exchange has ended or was refused, or more than `waitingMax` bytes of the response wait. Parks.
    Transfer.Room awaitRoom(int waitingMax) {
        this.waitingMax = waitingMax;
        awaited = Awaited.ROOM;
        park();
        if (ended || isRefused()) {
            return Transfer.Room.UNWANTED;
        }
        if (isFull()) {
            return Transfer.Room.AFTER_READING;
        }
        hasRoom = false;
        return Transfer.Room.FREE;
    }

    /// Whether the connection, which was held back, is to read on; see [PieceBuffer#letsOn].
    boolean letsOn() {
        return body.letsOn();
    }

    private boolean isFull() {
        return body.waitingBytes() > waitingMax;
    }

    /// Waits until the head of the request is out, then has `timer` started, and waits until the body may come, or the
    /// server has answered without it. Parks.
    void awaitInvitation(Runnable timer) {
        waitingMax = Integer.MAX_VALUE;
        awaited = Awaited.ROOM;
        park();
        timer.run();
        awaited = Awaited.INVITATION;
        park();
    }

    /// Waits for the head; throws why there is none. Parks.
    ResponseHead awaitHead() {
        awaited = Awaited.HEAD;
        while (true) {
            boolean isLast = ended;
            ResponseHead come = head;
            if (come != null) {
                return come;
            }
            if (isLast) {
                throw failure();
            }
            park();
        }
    }

    /// The next piece of the body, null after its end; throws what cut it short. Parks.
    byte @Nullable [] read() {
        awaited = Awaited.BODY;
        while (true) {
            boolean isLast = ended;
            byte[] piece = body.poll();
            if (piece != null) {
                return piece;
            }
            if (isLast) {
                if (fault != null) {
                    throw failure();
                }
                return null;
            }
            park();
        }
    }

    /// Whether there is a reason to stop waiting.
    @Override
    public boolean getAsBoolean() {
        return ended
                || switch (awaited) {
                    case ROOM -> hasRoom || isRefused() || isFull();
                    case INVITATION -> isInvited || head != null;
                    case HEAD -> head != null;
                    case BODY -> !body.isEmpty();
                };
    }

    private void park() {
        reader = Thread.currentThread();
        try {
            Parking.await(this);
        } finally {
            reader = null;
        }
    }

    private RuntimeException failure() {
        Fault why = fault;
        return why == null ? new IllegalStateException("the exchange ended without a response") : why.get();
    }
}
