package heddle.async.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the threads of a loop stand: on a scheduler of ours ([Carrier]), on the JVM's ([PlainFooting]), or on that
/// of a simulation ([Simulated]).
///
/// All run the same [Reactor]; what differs is on which thread, and who runs the coroutines meanwhile.
sealed interface Footing permits Carrier, PlainFooting, Simulated {
    /// A new thread for a coroutine, unstarted. `name` may be empty.
    Seat seat(String name);

    /// Starts the threads of the loop.
    void start(Reactor reactor);

    /// Whether the caller runs on the loop's own thread: then nothing else touches what is confined to the loop
    /// until the caller parks.
    boolean isHere();

    /// Whether coroutines wait for the thread that the reactor runs on. Called by the reactor.
    boolean hasReady();

    /// Gives those coroutines a turn. Called by the reactor.
    void giveWay();

    /// Whether no coroutine can run before something outside happens. Exact on a carrier; in the plain footing two
    /// looks some time apart are to agree. Asked by the reactor before it moves virtual time.
    boolean isQuiet();

    /// How far apart, in nanoseconds of real time, those two looks are to be.
    long settleNanos();

    /// Waits until the threads of the loop have ended; false if they have not in time.
    boolean join(Duration limit) throws InterruptedException;

    /// What the loop's thread is at, for the watchdog.
    Glance glance();

    /// The coroutines that wait for their turn.
    Backlog backlog();

    /// When the present turn began, about.
    long roughNanoTime();

    /// How often coroutines had a turn, and how many wait for one: made ready by the loop itself, and by other
    /// threads.
    record Backlog(long turns, int local, int foreign) {
        static final Backlog NONE = new Backlog(0, 0, 0);
    }

    /// A look at the loop's thread: `turn` changes whenever it turns to something else; `holder` is the thread that
    /// it runs, null while it sleeps, and `coroutine` who rides that, null for the I/O thread.
    record Glance(
            long turn, @Nullable Thread holder, @Nullable Coroutine coroutine) {}
}
