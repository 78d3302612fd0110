package heddle.server;

import heddle.websocket.WebSocket;

/// Talks with one client over a WebSocket, in straight-line code on a coroutine of its own.
///
/// When it returns, the WebSocket is closed with 1000. What it throws closes it with 1011, and is logged,
/// unless it is what the WebSocket itself has failed with. When the server stops, the client is told so by
/// 1001, and the messages end; when the grace is over, the handler is cancelled.
@FunctionalInterface
public interface WebSocketHandler {
    /// Talks to the end. The request is the one that opened the WebSocket.
    void handle(WebSocket socket, ServerRequest request) throws Exception;
}
