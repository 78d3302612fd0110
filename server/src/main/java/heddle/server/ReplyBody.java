package heddle.server;

/// Writes the body of a streamed reply; runs on the coroutine of its request.
@FunctionalInterface
public interface ReplyBody {
    /// Writes it all; the end of this method is the end of the body. When it throws, the connection is cut, so that
    /// the peer sees that the reply is not whole.
    void writeTo(BodyWriter writer) throws Exception;
}
