package heddle.fuzz.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A body in chunks as the grammar has it (RFC 9112, 7.1), read in the plainest way: what readers that are made to be
/// fast and to forgive are compared with.
public final class StrictChunks {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /// Without bytes above ASCII, which the grammar allows here and Netty's decoder (4.2.18) refuses.
    private static final String QUOTED = "\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\t \\x21-\\x7E])*\"";

    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})(?:[ \\t]*;[ \\t]*" + TOKEN
            + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*\\r\\n");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t \\x21-\\x7E\\x80-\\xFF]*\\r\\n");

    /// Lines longer than the decoder's limit are none of this reader's.
    private static final int LINE_BYTES_MAX = 200;

    private final String text;
    private int at;
    private String trailers = "";

    /// Of these bytes, from their first to their last.
    public StrictChunks(byte[] bytes) {
        this(new String(bytes, ISO_8859_1));
    }

    StrictChunks(String text) {
        this.text = text;
    }

    /// The body, if one begins here and comes to its end.
    public Optional<String> body() {
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

    /// The lines of the trailers, known once the body is.
    String trailers() {
        return trailers;
    }

    /// Whether nothing follows the body, once that is known.
    boolean isOver() {
        return at == text.length();
    }

    private boolean endsWithTrailers() {
        int start = at;
        for (Matcher field = matcher(FIELD); field.lookingAt(); field = matcher(FIELD)) {
            at = field.end();
        }
        trailers = text.substring(start, at);
        boolean hasEnd = text.startsWith("\r\n", at) && at - start <= LINE_BYTES_MAX;
        at += hasEnd ? 2 : 0;
        return hasEnd;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, Math.min(text.length(), at + LINE_BYTES_MAX));
    }
}
