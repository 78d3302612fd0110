package heddle.client.trace;

/// Something that has happened in a session: to a [call][CallEvent], from [heddle.client.Request#send] to the head of
/// its response; to one [exchange][ExchangeEvent] of a call over the wire, which makes several of them when it is
/// redirected or tries again; or to a [connection][ConnectionEvent], which serves many.
///
/// Calls, exchanges and connections are told apart by numbers that a session gives once. The values in an event are
/// those that the exchange itself uses: nobody may change them.
public sealed interface SessionEvent permits CallEvent, ExchangeEvent, ConnectionEvent {
    /// When it happened, on the clock of its loop in nanoseconds: only differences mean something.
    long nanoTime();
}
