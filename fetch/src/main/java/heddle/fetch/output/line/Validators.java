package heddle.fetch.output.line;

import heddle.fetch.output.Earlier;
import heddle.fetch.output.Outcome.Fetched;
import heddle.http.Headers;
import java.time.Instant;
import java.util.Optional;

/// By what a later run may ask whether anything has changed: what the response says, or, where it says only that
/// nothing has, what was said before.
///
/// @param archived when the response was asked for that is in an archive
public record Validators(Optional<String> etag, Optional<String> lastModified, Optional<Instant> archived) {
    /// Those of a response.
    public static Validators of(Fetched fetched) {
        Headers headers = fetched.exchange().headers();
        Optional<Earlier> same = fetched.same();
        return new Validators(
                headers.first("ETag").or(() -> same.flatMap(Earlier::etag)),
                headers.first("Last-Modified").or(() -> same.flatMap(Earlier::lastModified)),
                same.isPresent() ? same.get().archived() : fetched.body().archived());
    }
}
