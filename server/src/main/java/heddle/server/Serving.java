package heddle.server;

import heddle.async.task.CancelledException;
import heddle.http.Method;
import heddle.http.Status;
import heddle.server.wire.Application;
import heddle.server.wire.Exchange;
import heddle.server.wire.Refusal;
import heddle.server.wire.ReplyHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a handler and an exchange together: asks for the reply, turns what is thrown into one, and sends it.
final class Serving implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final byte[] NOTHING = {};

    private final Handler handler;

    Serving(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void serve(Exchange exchange) {
        var request = new ServerRequest(exchange);
        Reply reply = answer(request);
        boolean hasBody = reply.hasBody() && !request.method().equals(Method.HEAD);
        switch (reply.content()) {
            case Reply.Content.Fixed fixed -> exchange.reply(head(reply), hasBody ? fixed.bytes() : NOTHING);
            case Reply.Content.Streamed streamed -> {
                if (hasBody) {
                    stream(exchange, request, reply, streamed);
                } else {
                    exchange.reply(head(reply), NOTHING);
                }
            }
            case Reply.Content.Upgraded upgraded -> upgrade(exchange, reply, upgraded.upgrade());
        }
    }

    private static void upgrade(Exchange exchange, Reply reply, Upgrade upgrade) {
        try {
            exchange.upgrade(head(reply)).ifPresent(stream -> upgrade.talk(stream, exchange));
        } catch (CancelledException stop) {
            LOG.debug("an upgraded connection ends with its server", stop);
        } finally {
            exchange.leave();
        }
    }

    private Reply answer(ServerRequest request) {
        try {
            return handler.handle(request);
        } catch (RefusedRequestException refused) {
            return refusal(new Refusal(refused.status(), String.valueOf(refused.getMessage())));
        } catch (CancelledException _) {
            return refusal(new Refusal(Status.SERVICE_UNAVAILABLE, "the server is stopping"));
        } catch (Throwable failure) {
            LOG.error("handler fails for {}", request, failure);
            return refusal(new Refusal(Status.INTERNAL_SERVER_ERROR, "the server failed; its log says why"));
        }
    }

    private static Reply refusal(Refusal refusal) {
        return Reply.bytes("text/plain; charset=utf-8", refusal.body()).status(refusal.status());
    }

    private static void stream(Exchange exchange, ServerRequest request, Reply reply, Reply.Content.Streamed streamed) {
        exchange.begin(head(reply));
        try {
            var writer = new BodyWriter(exchange, request, streamed.length());
            streamed.body().writeTo(writer);
            writer.end();
        } catch (PeerGoneException | RefusedRequestException | CancelledException gone) {
            LOG.debug("reply ends early", gone);
            exchange.abort();
        } catch (Throwable failure) {
            LOG.error("handler fails in the middle of its reply to {}", request, failure);
            exchange.abort();
        }
    }

    private static ReplyHead head(Reply reply) {
        boolean isChunked = reply.length() < 0 && reply.hasBody();
        return new ReplyHead(
                reply.written(), isChunked ? ReplyHead.Framing.CHUNKED : ReplyHead.Framing.MEASURED, reply.closes());
    }
}
