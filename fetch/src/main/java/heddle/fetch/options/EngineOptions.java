package heddle.fetch.options;

import heddle.async.LoopOptions;
import heddle.fetch.job.Cadence;
import java.util.OptionalLong;

/// What a job runs on.
///
/// @param loops       that share the hosts among them, 1 by default
/// @param runtime     how each of them is made
/// @param readAhead   URLs that wait with their text, at most, 16,384 by default. Further ones wait by their place in
///                    the list alone, a few bytes each, and are read again when it is their turn. While no host is
///                    held back by a limit of its own, the list is read no further, since nothing would be gained
/// @param unfinishedMax URLs that have been read from the list and have no outcome, at most: how far a list
///                      without an end is read. A million for a [stream][heddle.fetch.Fetcher#stream] unless it is
///                      given, no limit otherwise
/// @param checkpoints how often a job that has a folder saves its state: every second or 10,000 outcomes
public record EngineOptions(
        int loops, LoopOptions runtime, int readAhead, OptionalLong unfinishedMax, Cadence checkpoints) {
    private static final int READ_AHEAD = 16_384;

    /// Checks that every limit is one.
    public EngineOptions {
        positive("loops", loops);
        positive("readAhead", readAhead);
        positive("unfinishedMax", unfinishedMax.orElse(1));
    }

    /// The defaults named above.
    public static EngineOptions defaults() {
        return new EngineOptions(1, LoopOptions.defaults(), READ_AHEAD, OptionalLong.empty(), Cadence.defaults());
    }

    /// With so many loops.
    public EngineOptions loops(int count) {
        return new EngineOptions(count, runtime, readAhead, unfinishedMax, checkpoints);
    }

    /// With loops made so. A virtual clock serves one loop.
    public EngineOptions runtime(LoopOptions options) {
        return new EngineOptions(loops, options, readAhead, unfinishedMax, checkpoints);
    }

    /// With so many URLs waiting with their text at most.
    public EngineOptions readAhead(int urls) {
        return new EngineOptions(loops, runtime, urls, unfinishedMax, checkpoints);
    }

    /// With so many URLs read from the list and without an outcome at most.
    public EngineOptions unfinishedMax(long urls) {
        return new EngineOptions(loops, runtime, readAhead, OptionalLong.of(urls), checkpoints);
    }

    /// With a state saved so often.
    public EngineOptions checkpoints(Cadence cadence) {
        return new EngineOptions(loops, runtime, readAhead, unfinishedMax, cadence);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
