package heddle.server.origin;

import heddle.server.BodyWriter;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.RequestBody;
import heddle.server.ServerRequest;
import java.util.Optional;

/// `/echo`: sends the body back while it comes, with its Content-Type; the peer's reading paces the peer's sending.
final class EchoRoute implements Handler {
    @Override
    public Reply handle(ServerRequest request) {
        String type = request.headers().first("Content-Type").orElse("application/octet-stream");
        return Reply.stream(type, writer -> echo(request.body(), writer))
                .header("X-Method", request.method().name());
    }

    private static void echo(RequestBody body, BodyWriter writer) {
        for (Optional<byte[]> piece = body.read(); piece.isPresent(); piece = body.read()) {
            writer.write(piece.get());
            writer.flush();
        }
    }
}
