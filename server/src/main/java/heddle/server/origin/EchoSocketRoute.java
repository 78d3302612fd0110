package heddle.server.origin;

import heddle.server.ServerRequest;
import heddle.server.WebSocketHandler;
import heddle.server.WebSocketRoute;
import heddle.websocket.MessageReader;
import heddle.websocket.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;

/// `/echo-socket`: sends back each message of a WebSocket while it comes, however long it is; for pages of every
/// origin, with compression for who wants it, and with the first subprotocol of `echo` and `echo2`.
final class EchoSocketRoute implements WebSocketHandler {
    static WebSocketRoute route() {
        return WebSocketRoute.of(new EchoSocketRoute())
                .origins(_ -> true)
                .protocols("echo", "echo2")
                .options(options -> options.compressed());
    }

    @Override
    public void handle(WebSocket socket, ServerRequest request) {
        for (Optional<MessageReader> next = socket.receiveStreamed();
                next.isPresent();
                next = socket.receiveStreamed()) {
            MessageReader message = next.get();
            socket.send(message.kind(), writer -> {
                for (ByteBuffer piece = message.read(); piece.hasRemaining(); piece = message.read()) {
                    var bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    writer.write(bytes);
                }
            });
        }
    }
}
