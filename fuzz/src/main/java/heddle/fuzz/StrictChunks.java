package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A body in chunks as the grammar has it (RFC 9112, 7.1), read in the plainest way: what readers that are made to be
/// fast and to forgive are compared with.
final class StrictChunks {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED =
            "\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\xFF]|\\\\[\\t \\x21-\\x7E\\x80-\\xFF])*\"";
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})(?:[ \\t]*;[ \\t]*" + TOKEN
            + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*\\r\\n");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t \\x21-\\x7E\\x80-\\xFF]*\\r\\n");

    /// Lines longer than the decoder's limit are none of this reader's.
    private static final int LINE_BYTES_MAX = 200;

    private final String text;
    private int at;

    StrictChunks(byte[] bytes) {
        text = new String(bytes, ISO_8859_1);
    }

    /// The body, if one begins here and comes to its end.
    Optional<String> body() {
        var body = new StringBuilder();
        for (Matcher size = matcher(SIZE); size.lookingAt(); size = matcher(SIZE)) {
            int bytes = Integer.parseInt(size.group(1), 16);
            at = size.end();
            if (bytes == 0) {
                return endsWithTrailers() ? Optional.of(body.toString()) : Optional.empty();
            }
            if (text.length() - at < bytes + 2 || !text.startsWith("\r\n", at + bytes)) {
                return Optional.empty();
            }
            body.append(text, at, at + bytes);
            at += bytes + 2;
        }
        return Optional.empty();
    }

    private boolean endsWithTrailers() {
        int start = at;
        for (Matcher field = matcher(FIELD); field.lookingAt(); field = matcher(FIELD)) {
            at = field.end();
        }
        return text.startsWith("\r\n", at) && at - start <= LINE_BYTES_MAX;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, Math.min(text.length(), at + LINE_BYTES_MAX));
    }
}
