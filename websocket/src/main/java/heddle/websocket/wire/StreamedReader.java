package heddle.websocket.wire;

import heddle.websocket.MessageKind;
import heddle.websocket.MessageReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/// A message that is read as it comes.
final class StreamedReader implements MessageReader {
    private static final int CHARACTER_BYTES_MAX = 4;

    private final Incoming message;
    private final Receiver receiver;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    /// The beginning of a character whose rest is still to come.
    private final ByteBuffer cut = ByteBuffer.allocate(CHARACTER_BYTES_MAX).limit(0);

    StreamedReader(Incoming message, Receiver receiver) {
        this.message = message;
        this.receiver = receiver;
    }

    @Override
    public MessageKind kind() {
        return message.kind();
    }

    @Override
    public ByteBuffer read() {
        return receiver.piece(message);
    }

    @Override
    public String readText() {
        if (kind() != MessageKind.TEXT) {
            throw new IllegalStateException("this message is not a text; read its bytes");
        }
        while (true) {
            var piece = read();
            if (!piece.hasRemaining()) {
                return "";
            }
            var text = decoded(piece);
            if (!text.isEmpty()) {
                return text;
            }
        }
    }

    private String decoded(ByteBuffer piece) {
        var bytes = ByteBuffer.allocate(cut.remaining() + piece.remaining());
        bytes.put(cut).put(piece).flip();
        var text = CharBuffer.allocate(bytes.remaining());
        var _ = decoder.decode(bytes, text, false); // it was checked before
        cut.clear().put(bytes).flip();
        return text.flip().toString();
    }
}
