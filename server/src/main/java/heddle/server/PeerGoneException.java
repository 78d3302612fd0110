package heddle.server;

/// The peer closed the connection, or let its reply lie, while a handler was writing it. Nobody is left to tell, so
/// a handler lets it pass.
public final class PeerGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerGoneException(ServerRequest request) {
        super("the peer went away before the whole reply to " + request + " was sent");
    }
}
