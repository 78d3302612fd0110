package heddle.websocket;

/// A message that was received whole.
public sealed interface Message {
    /// One of characters.
    record Text(String text) implements Message {}

    /// One of bytes.
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Binary(byte[] bytes) implements Message {}
}
