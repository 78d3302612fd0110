package heddle.client.trace;

/// How an exchange has come by its connection.
public enum LeaseOrigin {
    /// The connection is new: this is its first exchange.
    OPENED,
    /// This is its first exchange, too, but it was there already: made ahead of time
    /// ([heddle.client.ClientSession#warmUp]), or for an exchange that another connection has served.
    WARM,
    /// It was idle.
    IDLE,
    /// Another exchange has just let go of it.
    HANDED_ON,
    /// Others are under way on it: the exchange is one more stream of HTTP/2.
    SHARED;

    /// Whether the connection had served before.
    public boolean isReused() {
        return this != OPENED && this != WARM;
    }
}
