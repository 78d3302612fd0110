package heddle.async.view;

import java.time.Duration;

/// What a loop has done since it was opened, and what it has before it now; read while it runs, so the figures are
/// some turns apart from each other.
///
/// - `name`: what the loop is called in logs.
/// - `age`: how long ago it was opened.
/// - `isOpened`: whether coroutines run on the loop's own thread. Where they do not, [Turns#coroutine],
///   [Turns#longestStretch], [Ready] and [WakeUps#foreign] know of the I/O thread alone, and are zero.
public record LoopStatistics(
        String name, Duration age, boolean isOpened, Tasks tasks, Turns turns, Ready ready, WakeUps wakeUps) {
    /// How many tasks it was given (the first tasks of runs not counted), and how many of them have not ended.
    public record Tasks(long started, long alive) {}

    /// How often a coroutine ran until its next wait, and how often the I/O thread made its round.
    ///
    /// `longestStretch` is the longest time between two looks at the clock while coroutines ran: one turn, or up to
    /// sixteen short ones. `longestHeld` is the longest turn that the watchdog has reported; zero if none.
    public record Turns(long coroutine, long io, Duration longestStretch, Duration longestHeld) {}

    /// What waits for its turn: coroutines made ready by the loop itself, and by other threads; and the timers that
    /// are set.
    public record Ready(int local, int foreign, int timers) {}

    /// How often the loop went to sleep and was woken, and how many coroutines other threads made ready.
    public record WakeUps(long sleeps, long foreign) {}
}
