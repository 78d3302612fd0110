package heddle.client.wire;

import heddle.client.codec.ResponseHead;
import heddle.http.BodyFraming;
import heddle.http.ConnectionLostException;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.HttpVersion;
import heddle.http.InvalidRequestException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.StreamResetException;
import heddle.net.http2.ErrorCodes;
import heddle.net.http2.FieldLines;
import heddle.net.http2.MultiplexedStream;
import heddle.net.http2.StreamFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One stream of an [Http2Connection], lent to one transfer. Used on the I/O thread.
///
/// Its transfer may have ended before it: what comes then is consumed, so that it does not fill the windows.
final class Http2Lease extends MultiplexedStream implements Lease {
    /// The reader gives back what it has taken in parts of this share of the stream's window.
    private static final int WINDOW_SHARE = 8;

    private final Http2Connection connection;
    private final Transfer transfer;
    private final Intake intake;

    /// Its place among the leases of the connection, which alone changes it.
    int index;

    private boolean hasBegun;
    private boolean isWritten;

    /// Whether the last of the response has come.
    private boolean isEnded;

    /// Whether the transfer travels here no more.
    private boolean isOver;

    private boolean isTouched;
    private Phase phase = Phase.WRITE;
    private long phaseStart;
    private long phaseLimit;
    private long deadline = PhaseLimits.NEVER;

    /// The reader's: what it has taken and not given back yet.
    private int taken;

    Http2Lease(Http2Connection connection, Transfer transfer) {
        this.connection = connection;
        this.transfer = transfer;
        intake = new Intake(connection.pool().limits());
    }

    Transfer transfer() {
        return transfer;
    }

    /// Whether its transfer still travels on it.
    boolean isTravelled() {
        return !isOver;
    }

    long deadline() {
        return deadline;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean framesPieces() {
        return true;
    }

    // ---- the request

    void begin(long now) {
        WireRequest request = transfer.request();
        byte[] body = request.body();
        intake.begin(transfer);
        enter(Phase.WRITE, now, request.timeouts().writeNanos());
        boolean hasBody = request.isStreamed() || body.length > 0;
        String[] fields = request.head().fields();
        transfer.signal().headSent(fields);
        connection.multiplexer().open(this, fields, !hasBody);
        if (isOver) {
            return;
        }
        if (request.isStreamed()) {
            awaitPiece();
        } else if (hasBody) {
            transfer.signal().bodySent(body);
            write(body, true);
        } else {
            written();
        }
    }

    @Override
    public void send(byte[] piece, boolean isLast) {
        if (!isOver) {
            enter(Phase.WRITE, now(), transfer.request().timeouts().writeNanos());
            write(piece, isLast);
        }
    }

    @Override
    public boolean sendsFiles() {
        return false;
    }

    @Override
    public void send(FileRegion part, boolean isLast) {
        part.release();
        throw new IllegalStateException("the bytes of a file go into frames here");
    }

    @Override
    public void sendTrailers(Headers trailers) {
        if (isOver) {
            return;
        }
        enter(Phase.WRITE, now(), transfer.request().timeouts().writeNanos());
        var fields = new String[2 * trailers.size()];
        for (int i = 0; i < trailers.size(); i++) {
            fields[2 * i] = trailers.name(i).toLowerCase(Locale.ROOT);
            fields[2 * i + 1] = trailers.value(i);
        }
        connection.multiplexer().fields(this, fields, true).addListener(write -> {
            if (!isOver && write.isSuccess()) {
                written();
            }
        });
    }

    private void write(byte[] bytes, boolean isLast) {
        connection
                .multiplexer()
                .data(this, Unpooled.wrappedBuffer(bytes), isLast)
                .addListener(write -> {
                    if (isOver || !write.isSuccess()) {
                        return; // whatever ended it tells why
                    }
                    if (isLast) {
                        written();
                    } else {
                        awaitPiece();
                    }
                });
    }

    /// While the source of the body is slow only the total counts.
    private void awaitPiece() {
        watchUntil(transfer.totalDeadline(), now());
        transfer.room();
    }

    private void written() {
        isWritten = true;
        long now = now();
        transfer.requestSent(now);
        awaitMore(now);
    }

    // ---- the response

    @Override
    protected void fields(FieldLines fields, boolean isLast) {
        if (isOver) {
            return;
        }
        begins();
        try {
            if (intake.hasHead()) {
                trailers(fields, isLast);
            } else if (!intake.head(head(fields)) && isLast) {
                throw new ProtocolException("an interim response ends the stream");
            }
            if (isLast) {
                end();
            }
        } catch (ProtocolException | LimitExceededException wrong) {
            giveUp(wrong);
        }
    }

    @Override
    protected void data(ByteBuf bytes, boolean isLast) {
        int length = bytes.readableBytes();
        if (isOver) {
            connection.multiplexer().consume(this, length);
            return;
        }
        begins();
        try {
            if (!intake.hasHead()) {
                throw new ProtocolException("the body of the response comes before its head");
            }
            if (length > 0) {
                take(bytes, length);
            }
            if (isLast) {
                end();
            }
        } catch (ProtocolException | LimitExceededException wrong) {
            giveUp(wrong);
        }
    }

    private void take(ByteBuf bytes, int length) {
        if (intake.framing() instanceof BodyFraming.None) {
            throw new ProtocolException("a body where none belongs");
        }
        var piece = new byte[length];
        bytes.readBytes(piece);
        intake.piece(piece);
        long waitingMax = 4L * connection.pool().http2().streamWindowBytes();
        if (transfer.waitingBytes() > waitingMax) {
            throw new LimitExceededException(Phase.READ, "bytes of memory for a body in tiny frames", waitingMax);
        }
    }

    @Override
    protected void reset(long code) {
        if (isOver || isEnded) {
            return;
        }
        if (code == ErrorCodes.REFUSED_STREAM && !hasBegun) {
            Phase during = phase;
            endUnprocessed(() -> new StreamResetException(during, code, "before it was processed"));
            return;
        }
        Phase during = hasBegun ? Phase.READ : phase;
        String progress = intake.progress(hasBegun);
        end(() -> new StreamResetException(during, code, progress));
    }

    @Override
    protected void broken(StreamFault fault) {
        if (isOver) {
            return;
        }
        int headBytesMax = connection.pool().limits().headBytesMax();
        switch (fault.kind()) {
            case MALFORMED -> end(() -> new ProtocolException("malformed response: " + fault.detail()));
            case HEAD_TOO_LARGE ->
                end(() -> new LimitExceededException(Phase.READ, "response head bytes", headBytesMax));
            case HEAD_NOT_TAKEN ->
                end(() -> new InvalidRequestException(
                        "the header fields are more than the server takes: " + fault.detail()));
            case NOT_OPENED -> unprocessed("no stream could be opened: " + fault.detail());
        }
    }

    @Override
    protected void closed() {
        connection.ended(this);
        if (!isEnded) {
            lost(() -> new ConnectionLostException(Phase.READ, "the stream ended " + intake.progress(hasBegun), null));
        }
    }

    /// What was read is told to the transfer.
    void settle(long now) {
        isTouched = false;
        if (isOver) {
            return;
        }
        if (isEnded) {
            finish(now);
            return;
        }
        if (isWritten || transfer.isAnswered()) {
            awaitMore(now);
        }
        transfer.wake();
    }

    private void finish(long now) {
        isOver = true;
        transfer.complete(now);
        if (!isWritten) {
            connection.multiplexer().reset(this, ErrorCodes.NO_ERROR);
        }
        transfer.wake();
    }

    private void begins() {
        if (!hasBegun) {
            hasBegun = true;
            connection.answers();
            transfer.firstByte(now());
        }
        if (!isTouched) {
            isTouched = true;
            connection.touch(this);
        }
    }

    private ResponseHead head(FieldLines fields) {
        return new ResponseHead(HttpVersion.HTTP_2, status(fields.status()), fieldsOf(fields));
    }

    private Headers fieldsOf(FieldLines fields) {
        if (fields.hasTooMany()) {
            int linesMax = connection.pool().limits().headerLinesMax();
            throw new LimitExceededException(Phase.READ, "header lines", linesMax);
        }
        return Headers.ofWire(fields.flat(), fields.length());
    }

    private static Status status(@Nullable String digits) {
        boolean isNumber = digits != null
                && digits.length() == 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && digits.charAt(0) != '0';
        if (!isNumber) {
            throw new ProtocolException("the response has no status of three digits");
        }
        return Status.of(Integer.parseInt(digits));
    }

    private void trailers(FieldLines fields, boolean isLast) {
        if (fields.hasPseudo()) {
            throw new ProtocolException("a pseudo field among the trailers");
        }
        if (!isLast) {
            throw new ProtocolException("trailers that do not end the stream");
        }
        intake.trailers(fieldsOf(fields));
    }

    private void end() {
        if (intake.framing() instanceof BodyFraming.Length(long all) && transfer.bodyBytes() != all) {
            throw new ProtocolException("the body ended %s".formatted(intake.progress(true)));
        }
        isEnded = true;
    }

    // ---- windows

    @Override
    public void taken(Transfer transfer, int bytes) {
        taken += bytes;
        int step = connection.pool().http2().streamWindowBytes() / WINDOW_SHARE;
        if (taken >= step) {
            int all = taken;
            taken = 0;
            connection.pool().loop().execute(() -> consume(all));
        }
    }

    private void consume(int bytes) {
        connection.multiplexer().consume(this, bytes);
        if (!isOver && phase == Phase.READ) {
            awaitMore(now());
        }
    }

    // ---- how it ends early

    @Override
    public void abandon(Transfer transfer) {
        if (!isOver) {
            isOver = true;
            connection.multiplexer().reset(this, ErrorCodes.CANCEL);
        }
    }

    /// The connection is gone, or going.
    void lost(Fault fault) {
        if (isOver) {
            return;
        }
        if (isEnded) {
            finish(now());
            return;
        }
        isOver = true;
        if (hasBegun) {
            transfer.fail(fault);
        } else {
            transfer.failUnanswered(fault);
        }
    }

    /// The server went away with that code before it has done anything about the request.
    void unprocessed(long code, String detail) {
        if (code == ErrorCodes.HTTP_1_1_REQUIRED) {
            Phase during = phase;
            endUnprocessed(() -> new StreamResetException(during, code, detail));
        } else {
            unprocessed(detail);
        }
    }

    /// The server has not done anything about the request.
    private void unprocessed(String detail) {
        Phase during = phase;
        endUnprocessed(() -> new ConnectionLostException(during, detail, null));
    }

    private void endUnprocessed(Fault fault) {
        isOver = true;
        transfer.failUnprocessed(fault);
    }

    private void end(Fault fault) {
        isOver = true;
        transfer.fail(fault);
    }

    private void giveUp(HttpException wrong) {
        end(() -> wrong);
        connection.multiplexer().reset(this, ErrorCodes.PROTOCOL_ERROR);
    }

    // ---- time

    private void awaitMore(long now) {
        var timeouts = transfer.request().timeouts();
        if (hasBegun) {
            enter(Phase.READ, now, timeouts.readGapNanos());
        } else {
            enter(Phase.FIRST_BYTE, now, timeouts.firstByteNanos());
        }
    }

    private void enter(Phase phase, long now, long limitNanos) {
        this.phase = phase;
        phaseStart = now;
        phaseLimit = limitNanos;
        watchUntil(Math.min(now + limitNanos, transfer.totalDeadline()), now);
    }

    private void watchUntil(long deadline, long now) {
        this.deadline = deadline;
        connection.watchUntil(deadline, now);
    }

    /// Fails if its time is up. A reader who is behind holds the server back himself.
    void expireAt(long now) {
        if (isOver) {
            deadline = PhaseLimits.NEVER;
            return;
        }
        if (now < deadline) {
            return;
        }
        if (now >= transfer.totalDeadline()) {
            end(() -> transfer.outOfTime(now));
        } else if (phase == Phase.READ && transfer.waitingBytes() > 0) {
            awaitMore(now);
            return;
        } else if (phase == Phase.WRITE && transfer.waitingBytes() > transfer.waitingMax()) {
            enter(phase, now, phaseLimit);
            return;
        } else {
            Phase slow = phase;
            long limit = phaseLimit;
            long elapsed = now - phaseStart;
            end(() -> Transfer.timeout(slow, limit, elapsed));
        }
        connection.multiplexer().reset(this, ErrorCodes.CANCEL);
    }

    private long now() {
        return connection.pool().loop().nanoTime();
    }

    @Override
    public String toString() {
        return "Http2Lease[%d, %s]".formatted(id(), isOver ? "over" : phase);
    }
}
