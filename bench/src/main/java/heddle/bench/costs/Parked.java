package heddle.bench.costs;

/// A runtime that can have tasks wait.
interface Parked {
    /// Starts `count` tasks that wait, runs `look` once all of them do, then ends them.
    void park(int count, Runnable look) throws Exception;
}
