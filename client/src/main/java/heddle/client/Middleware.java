package heddle.client;

/// One concern of sending requests, around those that follow: it gets a request, sends it on by `next`, as it is or
/// changed, as often as it thinks right, and gives back a response.
///
///     Middleware traced = (request, next) -> next.send(request.withHeader("X-Trace", trace.next()));
///
/// It is straight-line code on the coroutine that makes the call, and may park. What it throws is what the call fails
/// with. A response that it does not give back it has to [close][Response#close], or to [release][Response#release]
/// when the connection should serve again. It serves all calls of its session at once, so it keeps no state of one
/// call but in local variables.
///
/// Those of a session come first, in the order in which they were added, then those of the request: the first is the
/// outermost. They stand at one of two [places][Place].
@FunctionalInterface
public interface Middleware {
    /// Gives the response to a request.
    Response send(Outgoing request, Next next);

    /// Where it stands; around the whole call, unless it says otherwise.
    default Place place() {
        return Place.CALL;
    }

    /// This one, around each hop instead.
    default Middleware perHop() {
        Middleware inner = this;
        return new Middleware() {
            @Override
            public Response send(Outgoing request, Next next) {
                return inner.send(request, next);
            }

            @Override
            public Place place() {
                return Place.HOP;
            }
        };
    }

    /// Where a middleware stands among the built-in steps.
    enum Place {
        /// Around the whole call: it sees the request as the caller made it, and the last response of a chain of
        /// redirects, its body decoded.
        CALL,
        /// Around each hop: it sees each request of a chain of redirects, with its cookies, and each response, the
        /// redirects among them, its body as it comes over the wire.
        HOP
    }

    /// Whatever turns a request into its response: the steps that are left.
    @FunctionalInterface
    interface Next {
        /// Sends the request and waits for the head of the response. Parks.
        Response send(Outgoing request);
    }
}
