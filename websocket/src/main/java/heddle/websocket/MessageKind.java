package heddle.websocket;

/// What a message is made of.
public enum MessageKind {
    /// Characters, in UTF-8.
    TEXT,
    /// Bytes.
    BINARY
}
