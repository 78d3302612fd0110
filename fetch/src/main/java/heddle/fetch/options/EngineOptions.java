package heddle.fetch.options;

import heddle.async.LoopOptions;
import heddle.fetch.job.Cadence;

/// What a job runs on.
///
/// @param loops       that share the hosts among them, 1 by default
/// @param runtime     how each of them is made
/// @param readAhead   URLs that wait with their text, at most, 16,384 by default. Further ones wait by their place in
///                    the list alone, a few bytes each, and are read again when it is their turn. While no host is
///                    held back by a limit of its own, the list is read no further, since nothing would be gained
/// @param checkpoints how often a job that has a folder saves its state: every second or 10,000 outcomes
public record EngineOptions(int loops, LoopOptions runtime, int readAhead, Cadence checkpoints) {
    private static final int READ_AHEAD = 16_384;

    /// Checks that every limit is one.
    public EngineOptions {
        positive("loops", loops);
        positive("readAhead", readAhead);
    }

    /// The defaults named above.
    public static EngineOptions defaults() {
        return new EngineOptions(1, LoopOptions.defaults(), READ_AHEAD, Cadence.defaults());
    }

    /// With so many loops.
    public EngineOptions loops(int count) {
        return new EngineOptions(count, runtime, readAhead, checkpoints);
    }

    /// With loops made so. A virtual clock serves one loop.
    public EngineOptions runtime(LoopOptions options) {
        return new EngineOptions(loops, options, readAhead, checkpoints);
    }

    /// With so many URLs waiting with their text at most.
    public EngineOptions readAhead(int urls) {
        return new EngineOptions(loops, runtime, urls, checkpoints);
    }

    /// With a state saved so often.
    public EngineOptions checkpoints(Cadence cadence) {
        return new EngineOptions(loops, runtime, readAhead, cadence);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
