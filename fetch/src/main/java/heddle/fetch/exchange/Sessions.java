package heddle.fetch.exchange;

import heddle.client.ClientSession;
import heddle.client.SessionOptions;

/// The sessions of a job: one for everything, unless bodies are held to less than a robots.txt may have.
///
/// @param pages  by which URLs of the list are asked for
/// @param robots by which robots.txt files are
public record Sessions(ClientSession pages, ClientSession robots) implements AutoCloseable {
    /// Opens them.
    public static Sessions open(SessionOptions options) {
        ClientSession pages = ClientSession.open(_ -> options);
        if (options.limits().bodyBytesMax() >= RobotsResponse.BYTES_MAX) {
            return new Sessions(pages, pages);
        }
        SessionOptions roomy = options.limits(limits -> limits.bodyBytesMax(RobotsResponse.BYTES_MAX));
        return new Sessions(pages, ClientSession.open(_ -> roomy));
    }

    @Override
    public void close() {
        pages.close();
        robots.close();
    }
}
