package heddle.http.retry;

import heddle.http.HttpException;
import heddle.http.Status;
import java.util.Set;
import java.util.regex.Pattern;

/// After what a request is tried again.
///
/// @param words [#TRANSIENT], kinds of failures such as `timeout`, statuses such as `404`, `4xx`, `5xx`
public record RetryCauses(Set<String> words) {
    /// What may pass by itself: failures that say so, and the statuses 408, 425, 429, 500, 502, 503, 504.
    public static final String TRANSIENT = "transient";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]*|[1-5][0-9][0-9]|[45]xx");
    private static final RetryCauses DEFAULTS = new RetryCauses(Set.of(TRANSIENT));

    /// Throws [IllegalArgumentException] for a word that names nothing.
    public RetryCauses {
        words = Set.copyOf(words);
        for (String word : words) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("'" + word
                        + "' is nothing to try again on; name transient, a kind of failure, a status or 5xx");
            }
        }
    }

    /// What may pass by itself, and nothing else.
    public static RetryCauses defaults() {
        return DEFAULTS;
    }

    /// Those of these words.
    public static RetryCauses of(String... words) {
        return new RetryCauses(Set.of(words));
    }

    /// Whether a response of that status is among them.
    public boolean has(Status status) {
        return (words.contains(TRANSIENT) && status.isRetryable())
                || words.contains(Integer.toString(status.code()))
                || words.contains(status.code() / 100 + "xx");
    }

    /// Whether that failure is among them.
    public boolean has(HttpException failure) {
        return has(failure.kind(), failure.isRetryable());
    }

    /// Whether a failure of that kind is among them.
    ///
    /// @param isTransient whether it says that it may pass
    public boolean has(String kind, boolean isTransient) {
        return (isTransient && words.contains(TRANSIENT)) || words.contains(kind);
    }
}
