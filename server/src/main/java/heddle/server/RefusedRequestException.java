package heddle.server;

import heddle.http.Status;

/// A request is not served, and the peer may know why. Thrown in a handler, it becomes a reply with that status
/// and, as text, the detail.
///
/// The server throws it itself where a handler reads a body that is too large (413), comes too slowly (408) or is
/// broken (400), or asks for a parameter that is no number (400).
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    /// `detail` is for the peer: what was wrong, and what is accepted.
    public RefusedRequestException(Status status, String detail) {
        super(detail);
        this.status = status;
    }

    /// The status of the reply.
    public Status status() {
        return status;
    }
}
