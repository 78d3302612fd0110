package heddle.server.wire;

/// A connection as its endpoint sees it. On the I/O thread.
interface Served {
    /// The graceful part of a stop: closes it if no request has begun on it, and lets no new one begin.
    void closeIfIdle();

    /// Closes it at once.
    void cut();
}
