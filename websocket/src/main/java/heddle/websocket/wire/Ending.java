package heddle.websocket.wire;

import heddle.http.HttpException;
import heddle.websocket.CloseReason;

/// How a WebSocket came to its end.
sealed interface Ending {
    /// The other side said goodbye; as an answer, if this one did before.
    record Goodbye(CloseReason reason, boolean isAnswer) implements Ending {}

    /// Something failed.
    record Failed(HttpException failure) implements Ending {}
}
