package heddle.client.download;

import heddle.http.Headers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a whole that a response has (RFC 9110, 14.4).
///
/// @param first where it begins; empty if there is none, as in the answer 416
/// @param whole how long the whole is, if that is known
record ContentRange(OptionalLong first, OptionalLong whole) {
    private static final Pattern SYNTAX =
            Pattern.compile("bytes (?:(?<first>\\d{1,18})-\\d{1,18}|\\*)/(?:(?<whole>\\d{1,18})|\\*)");

    /// Empty if there is no such field, or it makes no sense.
    static Optional<ContentRange> of(Headers headers) {
        return headers.first("Content-Range")
                .map(SYNTAX::matcher)
                .filter(Matcher::matches)
                .map(match -> new ContentRange(number(match.group("first")), number(match.group("whole"))));
    }

    private static OptionalLong number(@Nullable String digits) {
        return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }
}
