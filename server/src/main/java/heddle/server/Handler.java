package heddle.server;

/// Answers requests, in straight-line code: it runs on a coroutine of its own for each request and may wait freely.
///
/// What it throws becomes the reply: a [RefusedRequestException] its status and detail, anything else a 500 that
/// tells the peer nothing, with the stack trace in the log. Two requests may be in it at once.
@FunctionalInterface
public interface Handler {
    /// The reply to one request.
    Reply handle(ServerRequest request) throws Exception;
}
