package heddle.client.wire;

import heddle.client.codec.ResponseHead;
import heddle.client.signal.ExchangeSignal;
import heddle.http.Headers;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.net.socket.SocketStream;
import heddle.net.wire.DialTimes;
import io.netty.channel.FileRegion;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One request and the response to it, on their way through a pool and over one connection.
///
/// The coroutine that makes it hands it over with one task and reads from its [Inbox]; all else belongs to the I/O
/// thread. A transfer ends once: complete, with a [Fault], or given up. What it held goes back then.
public final class Transfer implements Runnable {
    private final Pool pool;
    private final WireRequest request;
    private final ExchangeSignal signal;
    private final Inbox inbox;
    private final AtomicReference<@Nullable SocketStream> unclaimed = new AtomicReference<>();
    private final long started;

    /// The I/O thread's, as all below; the coroutine reads them when the head is there or the transfer has ended, and
    /// sooner only those that a flag has published.
    private Place place = Place.NEW;

    private @Nullable Watch watch;
    private @Nullable Lease lease;
    private boolean isFirstOnConnection;
    private boolean hasWaitedForDial;
    private boolean isUnanswered;
    private boolean isUnprocessed;

    /// Whether it has, or had, a connection, or one was being made for it. No reading of a clock can say so: in virtual
    /// time the first is zero. Written after `ready`.
    private volatile boolean wasReady;

    /// Written after `sent`.
    private volatile boolean wasSent;

    private long ready;
    private long served;
    private long sent;
    private long firstByte;
    private long lastByte;
    private long bodyBytes;
    private Headers trailers = Headers.empty();

    /// Whether the next piece of a streamed request can go.
    public enum Room {
        /// It can.
        FREE,
        /// It can once some of the response was read: a server that sends while it receives takes no more before.
        AFTER_READING,
        /// The exchange has ended, or the server has refused the rest.
        UNWANTED
    }

    /// Where a transfer is.
    enum Place {
        /// On its way to the pool.
        NEW,
        /// In the queue, and no connection is being made for it.
        QUEUED,
        /// In the queue, while a connection is being made that it may get.
        EXPECTING,
        /// On a connection, alone or beside others.
        SERVED,
        /// Over.
        ENDED
    }

    Transfer(Pool pool, WireRequest request, ExchangeSignal signal) {
        this.pool = pool;
        this.request = request;
        this.signal = signal;
        this.inbox = new Inbox(pool.limits().bufferedBytesMax());
        this.started = pool.loop().nanoTime();
    }

    // ---- the coroutine's side

    /// Waits until the connection takes the next piece of a streamed request, or more than `waitingMax` bytes of the
    /// response wait for their reader. Parks.
    public Room awaitRoom(int waitingMax) {
        return inbox.awaitRoom(waitingMax);
    }

    /// How many bytes of the response may wait before the connection may stop to take any.
    public int waitingMax() {
        return pool.limits().bufferedBytesMax() / 2;
    }

    /// Waits until the server invites the body of the request by 100 (RFC 9110, 10.1.1), or answers without it, or for
    /// so long. Parks.
    public void awaitInvitation(long nanos) {
        inbox.awaitInvitation(() -> {
            var _ = pool.loop().schedule(nanos, inbox::invite);
        });
    }

    /// Whether the version of HTTP marks pieces off from each other, so that a body of unknown length needs no chunks;
    /// known once there was room for a piece.
    public boolean framesPieces() {
        Lease given = lease;
        return given != null && given.framesPieces();
    }

    /// Whether the connection takes parts of files, for the kernel to send; known once there was room for a piece.
    public boolean sendsFiles() {
        Lease given = lease;
        return given != null && given.sendsFiles();
    }

    /// Sends the next piece of a streamed request, a part of a file, where the connection [takes those][#sendsFiles].
    public void write(FileRegion part) {
        pool.loop().execute(() -> send(part, false));
    }

    /// Sends the last piece of a streamed request, as [#write(FileRegion)].
    public void writeLast(FileRegion part) {
        pool.loop().execute(() -> send(part, true));
    }

    /// Sends the next piece of a streamed request, which nobody may change any more.
    public void write(byte[] piece) {
        pool.loop().execute(() -> send(piece, false));
    }

    /// Sends the last piece of a streamed request, which may be empty.
    public void writeLast(byte[] piece) {
        pool.loop().execute(() -> send(piece, true));
    }

    /// Ends a streamed request with these fields, where the version of HTTP [marks pieces off][#framesPieces].
    public void writeTrailers(Headers trailers) {
        pool.loop().execute(() -> {
            Lease given = lease;
            if (place == Place.SERVED && given != null) {
                given.sendTrailers(trailers);
            }
        });
    }

    /// Waits for the head of the response. Throws why there is none; parks. Cancelled while it waits, it gives up.
    public ResponseHead awaitHead() {
        try {
            return inbox.awaitHead();
        } catch (Throwable reason) {
            cancel();
            throw reason;
        }
    }

    /// The next piece of the body, or null after its end. Throws what cut the body short; parks. Cancelled while it
    /// waits, it gives up.
    public byte @Nullable [] read() {
        try {
            byte[] piece = inbox.read();
            Lease given = lease;
            if (piece != null && given != null) {
                given.taken(this, piece.length);
            }
            return piece;
        } catch (Throwable reason) {
            cancel();
            throw reason;
        }
    }

    /// Gives the transfer up unless it has ended; its connection, or its stream of one, is closed then, and so
    /// is one that was upgraded and that nobody has [claimed][#claim]. Any thread, any number of times.
    public void cancel() {
        if (!inbox.hasEnded()) {
            pool.loop().execute(this::giveUp);
        } else {
            abortUnclaimed();
        }
    }

    /// The stream that the connection has become, for the one who takes it first; empty if it was not upgraded.
    /// Waits for the end of the response, which has no body: where coroutines run beside the loop's thread its
    /// head can be seen before the connection is given away. Parks.
    public Optional<SocketStream> claim() {
        var _ = read();
        return takeUnclaimed();
    }

    private Optional<SocketStream> takeUnclaimed() {
        return Optional.ofNullable(unclaimed.getAndSet(null));
    }

    private void abortUnclaimed() {
        takeUnclaimed().ifPresent(SocketStream::abort);
    }

    /// Whether the last byte has come in; how much of it was read is another matter.
    public boolean isComplete() {
        return inbox.hasEnded() && !inbox.hasFailed();
    }

    /// Whether it failed on a connection that had served before, without a byte of an answer: the server closed it
    /// at the same moment and never saw the request (RFC 9112, 9.3.1).
    public boolean isUnanswered() {
        return inbox.hasEnded() && isUnanswered;
    }

    /// Whether it failed, and the server has said that it did nothing about the request (RFC 9113, 8.7).
    public boolean isUnprocessed() {
        return inbox.hasEnded() && isUnprocessed;
    }

    /// When what happened; known once the head is there.
    public TransferTimes times() {
        Lease given = lease;
        long last = isComplete() ? lastByte : nanoTime();
        var dial = given == null || !isFirstOnConnection || !hasWaitedForDial
                ? DialTimes.NONE
                : given.connection().times();
        return new TransferTimes(
                started,
                wasReady ? ready : last,
                dial.dnsNanos(),
                dial.connectNanos(),
                dial.tlsNanos(),
                given == null ? last : served,
                wasSent ? sent : last,
                firstByte,
                last);
    }

    /// The clock of these times, in nanoseconds.
    public long nanoTime() {
        return pool.loop().nanoTime();
    }

    /// The address that the request went to; null when it went nowhere.
    public @Nullable SocketAddress remoteAddress() {
        Lease given = lease;
        return given == null ? null : given.connection().remote();
    }

    /// Body bytes that have come in, as they were on the wire.
    public long bodyBytes() {
        return bodyBytes;
    }

    /// The fields behind the body; none before the last byte has come.
    public Headers trailers() {
        return isComplete() ? trailers : Headers.empty();
    }

    /// Whether the connection, which was [held back][#holdsBack], is to read on; asked after each piece. The reader's.
    boolean letsOn() {
        return inbox.letsOn();
    }

    /// Body bytes that wait for their reader.
    int waitingBytes() {
        return inbox.waitingBytes();
    }

    // ---- the I/O thread's side

    /// Takes the transfer to the pool.
    @Override
    public void run() {
        if (place == Place.NEW) {
            pool.start(this);
        }
    }

    WireRequest request() {
        return request;
    }

    /// Tells what happens to it.
    public ExchangeSignal signal() {
        return signal;
    }

    Place place() {
        return place;
    }

    /// Waits in the queue.
    void queued(long now) {
        place = Place.QUEUED;
        stopWatch();
        var waits = new Watch(pool.loop(), this::waitedTooLong);
        watch = waits;
        waits.until(started + request.timeouts().poolNanos(), now);
    }

    /// From now on a connection is being made: the pool wait is over, and the total counts.
    void expecting(long now) {
        place = Place.EXPECTING;
        ready(now);
        if (watch != null) {
            watch.until(totalDeadline(), now);
        }
    }

    /// Has a lease; `isFirst` on a connection that has not answered anything yet.
    void served(Lease lease, long now, boolean isFirst) {
        hasWaitedForDial = place == Place.EXPECTING;
        if (!hasWaitedForDial) {
            ready(now);
        }
        place = Place.SERVED;
        served = now;
        this.lease = lease;
        isFirstOnConnection = isFirst;
        stopWatch();
    }

    private void ready(long now) {
        ready = now;
        wasReady = true;
    }

    /// The next piece of a streamed request can be written.
    void room() {
        inbox.room();
    }

    /// Whether the rest of the request counts no more, as the response has come already.
    boolean isAnswered() {
        return request.isStreamed() ? inbox.isRefused() : inbox.hasHead();
    }

    /// The server wants the body of the request.
    void invited() {
        inbox.invite();
    }

    /// An interim response has come.
    void interim(ResponseHead head) {
        signal.interimReceived(head);
    }

    /// The last byte of the request has left.
    void requestSent(long now) {
        sent = now;
        wasSent = true;
        signal.requestSent();
    }

    void firstByte(long now) {
        firstByte = now;
        signal.responseBegun();
    }

    void head(ResponseHead head) {
        signal.headReceived(head);
        inbox.head(head);
    }

    /// Adds body bytes to those that came before, and returns how many have come in all.
    long count(int bytes) {
        bodyBytes += bytes;
        return bodyBytes;
    }

    /// Adds a piece of the body.
    void add(byte[] piece) {
        signal.bodyReceived(piece);
        inbox.add(piece);
    }

    /// Whether so much of the body waits for its reader that its connection must stop to read.
    boolean holdsBack() {
        return inbox.holdsBack();
    }

    /// The fields behind the body have come.
    void trailers(Headers trailers) {
        this.trailers = trailers;
    }

    /// The connection has been upgraded.
    void upgraded(SocketStream stream) {
        unclaimed.set(stream);
    }

    void complete(long now) {
        lastByte = now;
        place = Place.ENDED;
        signal.completed(bodyBytes);
        inbox.end(null);
    }

    void fail(Fault fault) {
        place = Place.ENDED;
        stopWatch();
        Fault told = fault.by(request.target().route().proxy());
        signal.failed(told);
        inbox.end(told);
        inbox.wake();
    }

    /// Fails on a connection that died before it answered.
    void failUnanswered(Fault fault) {
        isUnanswered = !isFirstOnConnection;
        fail(fault);
    }

    /// Fails without having been processed.
    void failUnprocessed(Fault fault) {
        isUnprocessed = true;
        fail(fault);
    }

    void wake() {
        inbox.wake();
    }

    /// When the total is over; the pool wait is not part of it.
    long totalDeadline() {
        return ready + request.timeouts().totalNanos() - request.spentNanos();
    }

    HttpTimeoutException outOfTime(long now) {
        return timeout(Phase.TOTAL, request.timeouts().totalNanos(), request.spentNanos() + now - ready);
    }

    static HttpTimeoutException timeout(Phase phase, long limitNanos, long elapsedNanos) {
        return new HttpTimeoutException(phase, Duration.ofNanos(limitNanos), Duration.ofNanos(elapsedNanos));
    }

    private void send(byte[] piece, boolean isLast) {
        Lease given = lease;
        if (place == Place.SERVED && given != null) {
            given.send(piece, isLast);
        }
    }

    private void send(FileRegion part, boolean isLast) {
        Lease given = lease;
        if (place == Place.SERVED && given != null) {
            given.send(part, isLast);
        } else {
            part.release();
        }
    }

    private void waitedTooLong() {
        long now = nanoTime();
        boolean isQueued = place == Place.QUEUED;
        pool.withdraw(this);
        fail(() -> isQueued ? timeout(Phase.POOL, request.timeouts().poolNanos(), now - started) : outOfTime(now));
    }

    private void giveUp() {
        switch (place) {
            case NEW -> {}
            case ENDED -> abortUnclaimed();
            case QUEUED, EXPECTING -> pool.withdraw(this);
            case SERVED -> {
                Lease given = lease;
                if (given != null) {
                    given.abandon(this);
                }
            }
        }
        signal.givenUp();
        fail(() -> new IllegalStateException("the exchange was given up; nothing more can be read"));
    }

    private void stopWatch() {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
    }

    /// What is wrong with a transfer that the end of its session meets, and what to do.
    String leftover() {
        return inbox.hasHead()
                ? "the response to %s was neither read to its end nor closed; open it in try (...), or read all of it"
                        .formatted(request.head().label())
                : "%s was still waiting for its response; let every task end inside the session's try (...)"
                        .formatted(request.head().label());
    }

    @Override
    public String toString() {
        return "Transfer[%s, %s:%d, %d body bytes]"
                .formatted(place, request.target().host(), request.target().port(), bodyBytes);
    }
}
