package heddle.fetch;

/// Told when each exchange of a strategy's run starts and ends, on the thread that does it. It must be quick, and
/// safe to call from many threads at once.
public interface StrategyListener {
    /// Hears nothing.
    StrategyListener NONE = new StrategyListener() {};

    /// The URL at this place of the list is about to be asked for.
    default void started(int index, String url) {}

    /// The URL at this place of the list has been read to its end (`ok`), or has failed.
    default void completed(int index, String url, boolean ok) {}
}
