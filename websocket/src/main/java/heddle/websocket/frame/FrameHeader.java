package heddle.websocket.frame;

/// What stands before the payload of a frame (RFC 6455, 5.2).
///
/// @param isLast whether the message ends with this frame
/// @param isCompressed the first reserved bit, which compression uses (RFC 7692, 6)
/// @param opcode see [Opcode]
/// @param length how many bytes follow
public record FrameHeader(boolean isLast, boolean isCompressed, int opcode, long length) {
    /// Whether the frame may come between those of a message.
    public boolean isControl() {
        return Opcode.isControl(opcode);
    }
}
