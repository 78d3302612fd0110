package heddle.server.wire;

import heddle.http.HttpVersion;
import heddle.http.Status;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// The body of a connection's current request as it comes in. It goes to whoever reads it, the peer is held back while
/// nobody does, and some of it must come in every window of time. From how far it has come follows whether its rest
/// may be thrown away, and whether another request may follow. On the I/O thread.
final class BodyIntake {
    /// How much of a body that nobody wanted is thrown away to keep the connection.
    private static final long DISCARD_BYTES_MAX = 64 * 1024;

    private final Rules rules;
    private final StrictRequestDecoder decoder;
    private final Deadline reading;

    private @Nullable Incoming incoming;
    private boolean isWhole = true;
    private boolean isBroken;
    private long received;
    private long receivedBeforeWindow;
    private long discarded;

    /// For what that decoder lets through; `reading` is the connection's, which is when the peer must have sent
    /// something.
    BodyIntake(Rules rules, StrictRequestDecoder decoder, Deadline reading) {
        this.rules = rules;
        this.decoder = decoder;
        this.reading = reading;
    }

    /// A request begins; its body, if it has one, goes there.
    void begin(@Nullable Incoming reader) {
        incoming = reader;
        isWhole = reader == null;
        isBroken = false;
        received = 0;
        discarded = 0;
    }

    /// What came is no request, and nobody knows where the next one begins.
    void lose() {
        begin(null);
        isWhole = false;
    }

    /// Nobody reads it any more; its rest may yet come.
    void leave() {
        incoming = null;
    }

    /// Its end has come.
    void end() {
        isWhole = true;
    }

    boolean isWhole() {
        return isWhole;
    }

    boolean isBroken() {
        return isBroken;
    }

    /// Hands a piece to the reader.
    void take(HttpContent content) {
        Incoming reader = incoming;
        if (reader == null || isBroken) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            fail(HeadReader.refusal(content.decoderResult().cause()));
            return;
        }
        int length = content.content().readableBytes();
        received += length;
        if (received > rules.bodyBytesMax()) {
            fail(tooLarge());
            return;
        }
        if (length > 0 && !reader.offer(ByteBufUtil.getBytes(content.content()))) {
            decoder.pause();
            reading.clear();
        }
        if (content instanceof LastHttpContent) {
            end();
            reading.clear();
            reader.end();
        }
    }

    /// It will not come to its end: it is malformed, too large, too slow or cut.
    private void fail(Refusal why) {
        reading.clear();
        isBroken = true;
        if (incoming != null) {
            incoming.fail(why);
        }
    }

    /// Nothing more comes.
    void inputOver() {
        if (!isWhole) {
            fail(Incoming.CUT);
        }
    }

    /// A window of time begins.
    void openWindow() {
        receivedBeforeWindow = received;
        reading.within(rules.readNanos());
    }

    /// A window is over: begins another if enough came in it.
    void windowDue() {
        if (received - receivedBeforeWindow >= rules.windowBytesMin()) {
            openWindow();
        } else {
            fail(new Refusal(Status.REQUEST_TIMEOUT, "the body of the request comes too slowly"));
        }
    }

    /// Counts bytes that nobody wants; whether it is worth going on.
    boolean mayDiscard(int bytes) {
        discarded += bytes;
        return discarded <= DISCARD_BYTES_MAX;
    }

    /// What is said of a body that is longer than bodies may be.
    Refusal tooLarge() {
        return new Refusal(
                Status.CONTENT_TOO_LARGE, "a request body here has at most %d bytes".formatted(rules.bodyBytesMax()));
    }

    /// Whether another request may follow this exchange. What is left of the body must be little enough to be
    /// thrown away.
    boolean letsAnotherFollow(Exchange exchange, ReplyHead reply) {
        RequestHead head = exchange.head();
        if (!head.keepsAlive() || reply.closes() || isBroken) {
            return false;
        }
        if (head.version() == HttpVersion.HTTP_1_0 && reply.framing() == ReplyHead.Framing.CHUNKED) {
            return false;
        }
        if (isWhole || incoming == null) {
            return true;
        }
        return !incoming.isExpecting() && head.bodyLength() - received <= DISCARD_BYTES_MAX;
    }
}
