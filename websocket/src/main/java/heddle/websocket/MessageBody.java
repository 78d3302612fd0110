package heddle.websocket;

/// Writes a message piece by piece.
@FunctionalInterface
public interface MessageBody<X extends Exception> {
    /// Writes it all; the end of this method is the end of the message.
    void writeTo(MessageWriter writer) throws X;
}
