package heddle.client.cache;

import heddle.http.Headers;
import heddle.http.Status;
import java.time.Instant;

/// A response as a [CacheStore] keeps it.
///
/// @param key of the URL that it answers
/// @param selection which requests for that URL it answers; there is one response for each
/// @param status of it
/// @param headers those that are not of the connection
/// @param body as it came over the wire, with its content codings; nobody may change it
/// @param when it was asked for and came, or was last found to be still right
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CachedResponse(
        String key, Selection selection, Status status, Headers headers, byte[] body, Moments when) {

    /// The two moments from which its age is counted (RFC 9111, 4.2.3).
    ///
    /// @param requested when the request was sent
    /// @param received when the response came
    public record Moments(Instant requested, Instant received) {}

    /// About how much memory it takes.
    public long bytes() {
        long text = 500 + 2L * key.length();
        for (Headers.Field field : headers) {
            text += field.name().length() + field.value().length() + 100;
        }
        return text + body.length;
    }

    @Override
    public String toString() {
        return "CachedResponse[%s, %s, %d bytes]".formatted(key, status, body.length);
    }
}
