package heddle.fetch;

import heddle.fetch.list.UrlList;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.time.Duration;

/// Fetches every URL of a list, of any length, and gives every outcome to a sink. One fetcher does one list.
@SuppressWarnings("DoNotCallSuggester")
public final class Fetcher {
    private final FetchOptions options;

    private Fetcher(FetchOptions options) {
        this.options = options;
    }

    /// A fetcher that has not started.
    public static Fetcher create(FetchOptions options) {
        return new Fetcher(options);
    }

    /// Fetches the list on loops of its own and returns when every URL has its outcome and the sink is
    /// closed. A URL that fails is an outcome; only a list that cannot be read (an `IOException`) and a
    /// sink that cannot be written (an [heddle.fetch.output.OutputException]) end the job early. Called
    /// once, outside of any loop.
    public FetchSummary run(UrlList list, Sink sink) throws IOException {
        throw new UnsupportedOperationException("waits for the client " + options + list + sink);
    }

    /// Stops taking URLs from the list, lets what is in flight finish for as long as `grace`, then cuts it
    /// off, and makes [#run] return; what was read and not asked for is skipped as `stopped`. Returns at
    /// once; from any thread, any number of times: a shorter grace counts.
    public void stop(Duration grace) {
        throw new UnsupportedOperationException("waits for the client " + grace);
    }

    /// How far it has got; from any thread, at any time.
    public FetchStatistics statistics() {
        throw new UnsupportedOperationException("waits for the client");
    }
}
