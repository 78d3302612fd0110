package heddle.websocket.frame;

import heddle.http.websocket.CloseCode;
import heddle.websocket.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The payload of a close frame (RFC 6455, 5.5.1): nothing, or a code and a reason.
public final class ClosePayload {
    private static final int REASON_BYTES_MAX = 123;

    private ClosePayload() {}

    /// Reads it. Throws [WireFault] when it has a single byte, a code that nobody may send, or a reason that is
    /// not UTF-8.
    public static CloseReason read(ByteBuffer payload) {
        if (!payload.hasRemaining()) {
            return new CloseReason(CloseCode.NONE, "");
        }
        if (payload.remaining() == 1) {
            throw WireFault.protocol("a close frame with half a code");
        }
        int code = payload.getShort() & 0xFFFF;
        if (!CloseCode.isSendable(code)) {
            throw WireFault.protocol("a close frame with the code %d, which may not be sent".formatted(code));
        }
        var check = new Utf8Check();
        check.accept(payload);
        check.end();
        return new CloseReason(code, StandardCharsets.UTF_8.decode(payload).toString());
    }

    /// Writes it; empty for [CloseCode#NONE]. Throws [IllegalArgumentException] for a code that may not be
    /// sent, and for a reason of more than 123 bytes.
    public static ByteBuffer write(CloseReason reason) {
        if (reason.code() == CloseCode.NONE) {
            return ByteBuffer.allocate(0);
        }
        byte[] words = reason.words().getBytes(StandardCharsets.UTF_8);
        if (!CloseCode.isSendable(reason.code()) || words.length > REASON_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a close has a code that may be sent (1000, 4000 to 4999, …) and a reason of at most %d bytes, not %d and %d bytes"
                            .formatted(REASON_BYTES_MAX, reason.code(), words.length));
        }
        return ByteBuffer.allocate(Short.BYTES + words.length)
                .putShort((short) reason.code())
                .put(words)
                .flip();
    }

    /// The reason for a close by which something fails, cut to what fits.
    public static CloseReason cut(int code, String words) {
        String ascii = words.replaceAll("[^ -~]", "?");
        return new CloseReason(code, ascii.substring(0, Math.min(ascii.length(), REASON_BYTES_MAX)));
    }
}
