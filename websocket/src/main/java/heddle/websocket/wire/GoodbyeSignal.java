package heddle.websocket.wire;

import heddle.websocket.CloseReason;

/// The other side has said goodbye, where a message was waited for.
final class GoodbyeSignal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    GoodbyeSignal(CloseReason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    CloseReason reason() {
        return reason;
    }
}
