package heddle.fetch.output;

import java.time.Instant;
import java.util.Optional;

/// What an earlier run has had of a URL, as far as it tells whether that has changed since (RFC 9110, section 8.8).
///
/// @param effective    the URL that answered then
/// @param etag         it said
/// @param lastModified it said
/// @param archived     when the response was asked for that is in that run's archive
public record Earlier(
        String effective, Optional<String> etag, Optional<String> lastModified, Optional<Instant> archived) {}
