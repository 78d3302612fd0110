package heddle.client.auth;

import java.io.IOException;

/// Where the next token comes from: a request to an authorisation server, say.
@FunctionalInterface
public interface TokenSource {
    /// Gets a new token. On the coroutine of a request that needs it; may park, and send requests, but none that
    /// need this token. What it throws reaches every request that was waiting for it.
    BearerToken next() throws IOException;
}
