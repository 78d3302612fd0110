package heddle.websocket;

/// A message that is sent while it is made: each write is on its way when it returns, and parks while the other
/// side is behind. For the task that [WebSocket#send(MessageKind, MessageBody)] runs on.
public interface MessageWriter {
    /// Sends the next bytes, which may be changed afterwards; those of a text are UTF-8, and may cut a
    /// character in two.
    void write(byte[] bytes);

    /// Sends the next characters of a text, or their UTF-8 in a binary message.
    void write(String text);
}
