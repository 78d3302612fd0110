package heddle.client.trace;

/// Hears of everything that a session does, as it happens: for a log, for metrics, for a trace.
///
///     ClientSession.open(options -> options.listener(event -> IO.println(event)))
///
/// It is called by the coroutine that makes a call or by the loop that moves its bytes, for many exchanges at once, so
/// it has to be safe for that, and quick: it must neither block nor park, for the whole loop would wait. What it
/// throws is reported in the log once and changes nothing. The events of one exchange come in order.
@FunctionalInterface
public interface SessionListener {
    /// Something has happened.
    void on(SessionEvent event);
}
