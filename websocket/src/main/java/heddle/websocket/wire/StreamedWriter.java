package heddle.websocket.wire;

import heddle.websocket.MessageKind;
import heddle.websocket.MessageWriter;
import heddle.websocket.frame.Utf8Check;
import heddle.websocket.frame.WireFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A message that is sent while it is made.
final class StreamedWriter implements MessageWriter {
    private final MessageKind kind;
    private final Sender.Leaving message;
    private final Utf8Check utf8 = new Utf8Check();

    StreamedWriter(MessageKind kind, Sender.Leaving message) {
        this.kind = kind;
        this.message = message;
    }

    @Override
    public void write(byte[] bytes) {
        var piece = ByteBuffer.wrap(bytes);
        if (kind == MessageKind.TEXT) {
            check(() -> utf8.accept(piece));
        }
        if (piece.hasRemaining()) {
            message.send(piece, false);
        }
    }

    @Override
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void end() {
        check(utf8::end);
        message.send(ByteBuffer.allocate(0), true);
    }

    private static void check(Runnable checking) {
        try {
            checking.run();
        } catch (WireFault wrong) {
            throw new IllegalArgumentException("what is written to a text is not UTF-8", wrong);
        }
    }
}
