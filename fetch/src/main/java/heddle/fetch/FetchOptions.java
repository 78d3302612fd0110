package heddle.fetch;

import heddle.client.SessionOptions;
import heddle.fetch.job.Cadence;
import heddle.fetch.job.EarlierRun;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.EngineOptions;
import heddle.fetch.options.JobLimits;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a [Fetcher] goes about its list; immutable.
///
/// @param concurrency exchanges at once over all hosts, 256 by default; lowered to what the open-file limit allows
/// @param politeness  what each host is spared
/// @param retries     how often, and after what, a URL is tried again
/// @param content     which responses are wanted
/// @param earlier     run, whose URLs are asked for only if they have changed since; of none by default. It is the
///                    caller's, who closes it after the job
/// @param limits      of the job as a whole
/// @param engine      what the job runs on
/// @param session     how the client connects, waits and limits; its pool bounds the concurrency, too. It keeps no
///                    cookies by default: what one URL of a list gives does not change what another gets
public record FetchOptions(
        int concurrency,
        Politeness politeness,
        Retries retries,
        ContentRules content,
        Optional<EarlierRun> earlier,
        JobLimits limits,
        EngineOptions engine,
        SessionOptions session) {
    private static final int CONCURRENCY = 256;

    /// Checks that every limit is one.
    public FetchOptions {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is " + concurrency + "; it must be 1 or more");
        }
    }

    /// The defaults of every record.
    public static FetchOptions defaults() {
        return new FetchOptions(
                CONCURRENCY,
                Politeness.defaults(),
                Retries.defaults(),
                ContentRules.none(),
                Optional.empty(),
                JobLimits.none(),
                EngineOptions.defaults(),
                SessionOptions.defaults().withoutCookies());
    }

    /// With so many exchanges at once.
    public FetchOptions concurrency(int exchanges) {
        return new FetchOptions(exchanges, politeness, retries, content, earlier, limits, engine, session);
    }

    /// With other manners.
    public FetchOptions politeness(UnaryOperator<Politeness> change) {
        return new FetchOptions(
                concurrency, change.apply(politeness), retries, content, earlier, limits, engine, session);
    }

    /// With other tries after the first.
    public FetchOptions retries(UnaryOperator<Retries> change) {
        return new FetchOptions(
                concurrency, politeness, change.apply(retries), content, earlier, limits, engine, session);
    }

    /// With other responses wanted.
    public FetchOptions content(UnaryOperator<ContentRules> change) {
        return new FetchOptions(
                concurrency, politeness, retries, change.apply(content), earlier, limits, engine, session);
    }

    /// With only what has changed since an earlier run. What has not is fetched, too, with status 304,
    /// without a body and with what it is the [same][heddle.fetch.output.Outcome.Fetched#same] as.
    public FetchOptions since(EarlierRun run) {
        return new FetchOptions(concurrency, politeness, retries, content, Optional.of(run), limits, engine, session);
    }

    /// With other limits of the whole.
    public FetchOptions limits(UnaryOperator<JobLimits> change) {
        return new FetchOptions(
                concurrency, politeness, retries, content, earlier, change.apply(limits), engine, session);
    }

    /// With another engine.
    public FetchOptions engine(UnaryOperator<EngineOptions> change) {
        return new FetchOptions(
                concurrency, politeness, retries, content, earlier, limits, change.apply(engine), session);
    }

    /// With other options for the client: timeouts, trust, header fields, the largest body, redirects.
    public FetchOptions session(UnaryOperator<SessionOptions> change) {
        return new FetchOptions(
                concurrency, politeness, retries, content, earlier, limits, engine, change.apply(session));
    }

    /// With so many exchanges at once to any one host, this machine included.
    public FetchOptions hostConcurrency(int exchanges) {
        return politeness(manners -> manners.hostConcurrency(exchanges));
    }

    /// With so many loops.
    public FetchOptions loops(int count) {
        return engine(engine -> engine.loops(count));
    }

    /// With so many URLs waiting with their text at most.
    public FetchOptions readAhead(int urls) {
        return engine(engine -> engine.readAhead(urls));
    }

    /// With a state saved so often.
    public FetchOptions checkpoints(Cadence cadence) {
        return engine(engine -> engine.checkpoints(cadence));
    }

    /// Exchanges at once on one of the loops.
    int workers(int loop) {
        int exchanges = Math.min(concurrency, session.pool().totalMax());
        int share = exchanges / engine.loops() + (loop < exchanges % engine.loops() ? 1 : 0);
        return Math.max(1, share);
    }
}
