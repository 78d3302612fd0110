package heddle.fetch;

import heddle.client.SessionOptions;
import heddle.fetch.job.Cadence;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// How a [Fetcher] goes about its list; immutable.
///
/// @param concurrency     exchanges at once over all hosts, 256 by default; lowered
///                        to what the open-file limit allows
/// @param hostConcurrency exchanges at once to one host and port; by default 8, and
///                        no limit of its own for this very machine (`localhost`, 127.0.0.0/8, ::1), where
///                        nobody needs to be spared
/// @param loops           loops that share the hosts among them, 1 by default
/// @param session         how the client connects, waits and limits; its pool bounds the concurrency, too. It keeps
///                        no cookies by default: what one URL of a list gives does not change what another gets
/// @param checkpoints     how often a job that has a folder saves its state: every second or 10,000 outcomes
/// @param readAhead       URLs read from the list and not yet asked for, at most,
///                        16,384 by default. This bounds the memory, and how far a run of URLs of one host
///                        can be looked past to keep others busy
public record FetchOptions(
        int concurrency,
        OptionalInt hostConcurrency,
        int loops,
        int readAhead,
        Cadence checkpoints,
        SessionOptions session) {
    /// Checks that every limit is one.
    public FetchOptions {
        positive("concurrency", concurrency);
        positive("hostConcurrency", hostConcurrency.orElse(1));
        positive("loops", loops);
        positive("readAhead", readAhead);
    }

    /// The defaults named above.
    public static FetchOptions defaults() {
        return new FetchOptions(
                256,
                OptionalInt.empty(),
                1,
                16_384,
                Cadence.defaults(),
                SessionOptions.defaults().withoutCookies());
    }

    /// With so many exchanges at once.
    public FetchOptions concurrency(int exchanges) {
        return new FetchOptions(exchanges, hostConcurrency, loops, readAhead, checkpoints, session);
    }

    /// With so many exchanges at once to any one host, this machine included.
    public FetchOptions hostConcurrency(int exchanges) {
        return new FetchOptions(concurrency, OptionalInt.of(exchanges), loops, readAhead, checkpoints, session);
    }

    /// With so many loops.
    public FetchOptions loops(int count) {
        return new FetchOptions(concurrency, hostConcurrency, count, readAhead, checkpoints, session);
    }

    /// With so many URLs waiting at most.
    public FetchOptions readAhead(int urls) {
        return new FetchOptions(concurrency, hostConcurrency, loops, urls, checkpoints, session);
    }

    /// With a state saved so often.
    public FetchOptions checkpoints(Cadence cadence) {
        return new FetchOptions(concurrency, hostConcurrency, loops, readAhead, cadence, session);
    }

    /// With other options for the client: timeouts, trust, header fields, the largest body, redirects.
    public FetchOptions session(UnaryOperator<SessionOptions> change) {
        return new FetchOptions(concurrency, hostConcurrency, loops, readAhead, checkpoints, change.apply(session));
    }

    /// What one of the lanes is held to.
    Lane.Limits laneLimits(int lane) {
        int exchanges = Math.min(concurrency, session.pool().totalMax());
        int share = exchanges / loops + (lane < exchanges % loops ? 1 : 0);
        return new Lane.Limits(Math.max(1, share), hostConcurrency.orElse(0), Math.max(1, readAhead / loops));
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
