package heddle.async.scope;

import java.util.function.Function;

/// A play by name, made anew for each schedule.
record Scene(String name, Function<Tally, Play> play) {}
