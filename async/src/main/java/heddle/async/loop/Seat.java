package heddle.async.loop;

/// A virtual thread made for one coroutine, who takes it before it starts.
///
/// The thread comes first and the coroutine later, so that a coroutine can have its thread in a final field.
interface Seat {
    /// The thread, unstarted until its coroutine starts it.
    Thread thread();

    /// When it last began to run, about, as [System#nanoTime()]; 0 if nobody knows.
    long sinceNanos();

    /// Lets others go first, I/O among them. Called on the thread itself.
    void giveWay();

    /// Says whom the thread is to run. Called once, before the thread starts.
    void take(Coroutine rider);
}
