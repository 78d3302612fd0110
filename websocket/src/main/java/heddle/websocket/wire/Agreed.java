package heddle.websocket.wire;

import heddle.websocket.deflate.Agreement;
import java.util.Optional;

/// What both sides have agreed on when they opened a WebSocket.
///
/// @param protocol the subprotocol, if any
/// @param compression of messages, if any
public record Agreed(Optional<String> protocol, Optional<Agreement> compression) {}
