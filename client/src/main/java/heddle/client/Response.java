package heddle.client;

import heddle.client.body.BodyReader;
import heddle.client.body.Pieces;
import heddle.client.codec.ResponseHead;
import heddle.client.exchange.Delivery;
import heddle.http.DecodingException;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.http.StatusException;
import heddle.net.socket.SocketStream;
import heddle.url.Url;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A response whose head has come; its [#body] is read as it comes.
///
/// Close it, unless its body was read to the end: a response that is left open holds a connection. For one
/// coroutine at a time, on the loop that sent the request or any other.
public final class Response implements AutoCloseable {
    private final Outgoing request;
    private final Delivery delivery;
    private final ResponseHead head;
    private final ResponseBody body;

    Response(Outgoing request, Delivery delivery, ResponseHead head) {
        this(request, delivery, head, new ResponseBody(request, delivery, head.headers()));
    }

    private Response(Outgoing request, Delivery delivery, ResponseHead head, ResponseBody body) {
        this.request = request;
        this.delivery = delivery;
        this.head = head;
        this.body = body;
    }

    /// The status.
    public Status status() {
        return head.status();
    }

    /// The header fields, in the order in which they came.
    public Headers headers() {
        return head.headers();
    }

    /// The trailers (RFC 9110, 6.5): fields that came behind the body. There are none before the last byte has come.
    public Headers trailers() {
        return delivery.trailers();
    }

    /// The version of HTTP.
    public HttpVersion version() {
        return head.version();
    }

    /// The URL that answered: the one that was asked for, or the last of the redirects.
    public Url url() {
        return request.url();
    }

    /// The redirects that led here, in order; empty when the first URL answered.
    public List<Redirect> redirects() {
        return List.copyOf(request.call().redirects());
    }

    /// The address that answered; one that was not resolved if a [Middleware] answered by itself.
    public SocketAddress remoteAddress() {
        return delivery.remoteAddress();
    }

    /// How long each part took, up to now.
    public Timings timings() {
        return Timings.of(request.call(), delivery.times());
    }

    /// The body, to be read piece by piece or as a whole.
    public ResponseBody body() {
        return body;
    }

    /// The whole body as text; see [ResponseBody#text]. Parks.
    public String text() {
        return body.text();
    }

    /// The whole body; see [ResponseBody#bytes]. Parks.
    public byte[] bytes() {
        return body.bytes();
    }

    /// What `reader` makes of the whole body: `as(json.to(User.class))`, by a [heddle.client.json.JsonCodec]. Parks.
    ///
    /// Throws [DecodingException] when the body is not what the reader wants: a page that tells of an error, say.
    /// [#raiseForStatus] asks for success before.
    public <T> T as(BodyReader<T> reader) {
        byte[] bytes = bytes();
        try {
            return reader.read(bytes, headers());
        } catch (IOException e) {
            String type = headers().first("Content-Type").orElse("of no type");
            throw DecodingException.unreadable("%s, %s".formatted(status(), type), e)
                    .about(request.method(), request.url().href());
        }
    }

    /// This response, when its status is below 400; else closes it and throws a [StatusException] with the status
    /// and the request. A short body is read, so that the connection serves again. Parks.
    public Response raiseForStatus() {
        if (!head.status().isError()) {
            return this;
        }
        release();
        throw new StatusException(head.status())
                .about(request.method(), request.url().href());
    }

    /// Gives up the rest of the body, if any. Its connection is closed then; after a complete body it serves again.
    @Override
    public void close() {
        body.close();
    }

    /// Lets go of the response: reads a short rest of the body, so that the connection can serve again, and gives up
    /// a long one. Parks.
    public void release() {
        try (this) {
            body.drain();
        }
    }

    /// The same response with other header fields. For a [Middleware]: this one is used up.
    public Response withHeaders(Headers headers) {
        return new Response(
                request, delivery, new ResponseHead(head.version(), head.status(), headers), body.withHeaders(headers));
    }

    /// The same response with its body read by other means, which read this one's pieces and close them. For a
    /// [Middleware]: this one is used up.
    public Response withBody(UnaryOperator<Pieces> change) {
        return new Response(request, delivery, head, body.through(change.apply(body.pieces())));
    }

    /// The connection itself, if it was upgraded, for who takes it first; else it ends with [#close]. Parks.
    Optional<SocketStream> claim() {
        return delivery instanceof Delivery.OverWire(var transfer, var _, var _) ? transfer.claim() : Optional.empty();
    }

    /// All but the body, once that was read.
    Exchange summary() {
        return new Exchange(
                url(),
                status(),
                version(),
                headers(),
                redirects(),
                remoteAddress(),
                timings(),
                body.bytesReceived(),
                body.bytesRead());
    }

    @Override
    public String toString() {
        return "Response[%s %s, %s, %s]"
                .formatted(request.method(), request.url().withoutCredentials(), head.status(), body);
    }
}
