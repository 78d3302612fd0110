package heddle.server.wire;

/// What answers requests.
@FunctionalInterface
public interface Application {
    /// Answers one request, on a coroutine of its own. Ends the exchange in every case: by a reply, by the end of a
    /// streamed one, or by [Exchange#abort].
    void serve(Exchange exchange);
}
