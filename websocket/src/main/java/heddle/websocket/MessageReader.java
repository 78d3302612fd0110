package heddle.websocket;

import java.nio.ByteBuffer;

/// A message that is read as it comes, however long it is: nothing is read from below before it is asked for,
/// so a slow reader holds the other side back.
///
/// For one task at a time, until the next message is asked for, which skips what is left of this one.
public interface MessageReader {
    /// What the message is made of.
    MessageKind kind();

    /// The next piece, at least one byte, in a buffer that is the caller's; an empty one at the end. Parks. A
    /// text is checked to be UTF-8, but a character may be cut in two.
    ///
    /// Throws what [WebSocket#receive()] throws, but for the limit on messages, which is the caller's affair
    /// here.
    ByteBuffer read();

    /// The next piece of a text, at least one character; empty at the end. As [#read()] otherwise.
    ///
    /// Throws [IllegalStateException] for a binary message.
    String readText();
}
