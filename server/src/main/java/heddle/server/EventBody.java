package heddle.server;

/// Writes the events of a reply; runs on the coroutine of its request.
@FunctionalInterface
public interface EventBody {
    /// Writes them all; the end of this method is the end of the stream, after which readers connect again. When it
    /// throws, the connection is cut.
    void writeTo(EventWriter events) throws Exception;
}
