package heddle.client.trace;

/// Why a connection serves no more.
public enum CloseReason {
    /// It was idle for as long as it may be, or as the server had promised to keep it.
    IDLE_TOO_LONG,
    /// It has served for as long as it may ([heddle.client.options.PoolOptions#lifetime]).
    LIFETIME_OVER,
    /// It has served as many requests as it may ([heddle.client.options.PoolOptions#requestsMax]).
    REQUESTS_USED_UP,
    /// The server closed it.
    PEER_CLOSED,
    /// It broke, or what came over it made no sense.
    BROKEN,
    /// Bytes came that nobody had asked for.
    UNASKED_BYTES,
    /// It was idle, and made room for a connection to another host.
    EVICTED,
    /// It was busy, and makes room for another host that has waited for too long.
    YIELDED,
    /// It was idle beside one that turned out to be dead.
    SIBLING_DEAD,
    /// The response said that the server closes it (RFC 9112, 9.6).
    RESPONSE_SAYS_CLOSE,
    /// Nothing but its end ends the body of the response (RFC 9112, 6.3).
    BODY_UNTIL_CLOSE,
    /// The response was over before the request was.
    REQUEST_UNFINISHED,
    /// The caller gave up a response in the middle.
    GIVEN_UP,
    /// An exchange on it failed or ran out of time.
    EXCHANGE_FAILED,
    /// The server went away (RFC 9113, 6.8).
    GOING_AWAY,
    /// It has no stream left.
    STREAMS_USED_UP,
    /// It did not answer a ping.
    PING_UNANSWERED,
    /// It had gone over to another protocol, which has ended.
    UPGRADED,
    /// The session was closed.
    SESSION_CLOSED;

    /// Whether there is nothing wrong with it: it was replaced because the options of the pool say so.
    public boolean isRetirement() {
        return this == LIFETIME_OVER || this == REQUESTS_USED_UP;
    }
}
