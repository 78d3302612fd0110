package heddle.client.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heddle.client.codec.ResponseHead;
import heddle.client.signal.ExchangeSignal;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.net.wire.Target;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// What a server has told in one exchange of a [Talk], to a reader who takes whatever has come at once.
public final class Told {
    private static final PhaseLimits UNLIMITED = new PhaseLimits(
            PhaseLimits.NEVER, PhaseLimits.NEVER, PhaseLimits.NEVER, PhaseLimits.NEVER, PhaseLimits.NEVER);

    private final WireRequest.Answer answer;
    private final Transfer transfer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<ResponseHead> head = Optional.empty();
    private Optional<HttpException> failure = Optional.empty();
    private boolean hasEnded;
    private boolean wasServed;

    Told(Pool pool, Target target, WireRequest.Answer answer) {
        this.answer = answer;
        var request = new WireRequest(target, new Head(answer), new byte[0], answer, UNLIMITED, 0);
        transfer = new Transfer(pool, request, ExchangeSignal.NONE);
    }

    /// What was asked for.
    public WireRequest.Answer answer() {
        return answer;
    }

    /// The head, if there was one.
    public Optional<ResponseHead> head() {
        return head;
    }

    /// As much of the body as there was.
    public byte[] body() {
        return body.toByteArray();
    }

    /// The fields behind it.
    public Headers trailers() {
        return transfer.trailers();
    }

    /// What has cut it short.
    public Optional<HttpException> failure() {
        return failure;
    }

    Transfer transfer() {
        return transfer;
    }

    boolean wasServed() {
        return wasServed;
    }

    /// Takes what has come; whether it was anything.
    boolean take() {
        wasServed |= transfer.place() == Transfer.Place.SERVED;
        if (hasEnded) {
            return false;
        }
        if (transfer.place() == Transfer.Place.ENDED) {
            wasServed = true;
            takeLast();
            return true;
        }
        boolean hasMore = transfer.waitingBytes() > 0;
        if (hasMore) {
            takePiece();
        }
        return hasMore;
    }

    /// Gives it up if it has not been served; it has ended else.
    void close() {
        if (transfer.place() == Transfer.Place.SERVED) {
            throw new IllegalStateException("an exchange goes on without its connection");
        }
        if (!hasEnded) {
            hasEnded = true;
            transfer.cancel();
        }
    }

    private boolean takePiece() {
        byte[] piece = transfer.read();
        if (piece == null) {
            return false;
        }
        body.writeBytes(piece);
        return true;
    }

    private void takeLast() {
        hasEnded = true;
        try {
            head = Optional.of(transfer.awaitHead());
            while (takePiece()) {}
        } catch (HttpException reason) {
            failure = Optional.of(reason);
        }
    }

    private record Head(WireRequest.Answer answer) implements RequestHead {
        private String method() {
            return answer == WireRequest.Answer.HEAD_ONLY ? "HEAD" : "GET";
        }

        @Override
        public byte[] lines() {
            return (method() + " / HTTP/1.1\r\nHost: server\r\n\r\n").getBytes(US_ASCII);
        }

        @Override
        public String[] fields() {
            return new String[] {":method", method(), ":scheme", "http", ":authority", "server", ":path", "/"};
        }

        @Override
        public String label() {
            return method() + " http://server/";
        }
    }

    @Override
    public String toString() {
        return "Told[%s, %d bytes, %s]".formatted(head, body.size(), failure);
    }
}
