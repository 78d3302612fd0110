package heddle.net.stream;

/// What a server does with one connection.
@FunctionalInterface
public interface ConnectionHandler {
    /// Talks with the other side. Runs in a task of its own, which is cancelled when the server stops and its grace
    /// is over; the connection is closed after it. What it throws is logged, and concerns no other connection.
    void handle(Connection connection) throws Exception;
}
