package heddle.fuzz;

import heddle.client.codec.ResponseHead;
import heddle.client.wire.Told;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import java.util.Arrays;

/// What came of a request: the head, as much of the body as there was, the trailers, and how it ended.
///
/// @param head status and fields, or nothing
/// @param end  [#WHOLE], or the kind of failure
@SuppressWarnings("ArrayRecordComponent") // compared by what is in it
record Answer(String head, byte[] body, String trailers, String end) {
    /// The end of an answer that nothing is missing of.
    static final String WHOLE = "whole";

    /// What a server has told, which keeps within the limits.
    static Answer of(Told told) {
        BrokenClaim.unless(told.body().length <= ResponseTarget.LIMITS.bodyBytesMax(), "a body keeps within its limit");
        String end = told.failure()
                .map(failure -> failure.getClass().getSimpleName())
                .orElse(WHOLE);
        return new Answer(told.head().map(Answer::text).orElse(""), told.body(), text(told.trailers()), end);
    }

    private static String text(ResponseHead head) {
        return text(head.version(), head.status(), head.headers());
    }

    /// A head as text. Its fields are what a field can be.
    static String text(HttpVersion version, Status status, Headers headers) {
        return version + " " + status + text(headers);
    }

    /// Fields as text, each in a line that begins with its end.
    static String text(Headers headers) {
        int linesMax = ResponseTarget.LIMITS.headerLinesMax();
        BrokenClaim.unless(headers.size() <= linesMax, "header lines keep within their limit");
        var text = new StringBuilder();
        for (Headers.Field field : headers) {
            BrokenClaim.unless(
                    !field.name().isEmpty() && field.value().chars().noneMatch(c -> c == 0 || c == '\r' || c == '\n'),
                    "a field is a name and a line: %s",
                    field);
            text.append('\n').append(field.name()).append(": ").append(field.value());
        }
        return text.toString();
    }

    boolean isWhole() {
        return end.equals(WHOLE);
    }

    /// Throws unless the other one is the same. Of a body that fails, more may be read in one case than in the other.
    void requireSame(Answer other) {
        BrokenClaim.unlessEqual(end, other.end, "cuts do not change how an exchange ends");
        int both = Math.min(body.length, other.body.length);
        BrokenClaim.unless(
                Arrays.equals(body, 0, both, other.body, 0, both) && (!isWhole() || body.length == other.body.length),
                "cuts do not change a body, of %s bytes and %s",
                body.length,
                other.body.length);
        BrokenClaim.unless(
                !isWhole() || head.equals(other.head), "cuts do not change a head: %s and %s", head, other.head);
        BrokenClaim.unlessEqual(trailers, other.trailers, "cuts do not change trailers");
    }
}
