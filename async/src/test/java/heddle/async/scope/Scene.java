package heddle.async.scope;

import java.util.function.Function;

/// A play by name, made anew for each schedule. It `goesOn` for a while, or to its end, if it is to be so when it is
/// cancelled; any other is over at the moment of its cancellation.
record Scene(String name, Function<Tally, Play> play, boolean goesOn) {
    Scene(String name, Function<Tally, Play> play) {
        this(name, play, false);
    }

    /// One that cleans up, or spares something, when it is cancelled.
    static Scene goingOn(String name, Function<Tally, Play> play) {
        return new Scene(name, play, true);
    }
}
