package heddle.fetch.options;

import heddle.http.Status;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Statuses of HTTP, as ranges in the words of lychee: `200..=299,404`.
///
/// @param ranges any of which has them
public record Statuses(List<Range> ranges) {
    private static final Pattern CODE = Pattern.compile("[0-9]{3}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{3})?\\.\\.(?:(=?)([0-9]{3}))?");
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    /// Those from `first` to `last`, both included.
    public record Range(int first, int last) {
        private boolean has(int code) {
            return first <= code && code <= last;
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "..=" + last;
        }
    }

    /// Copies the list.
    public Statuses {
        ranges = List.copyOf(ranges);
    }

    /// What a text with commas names: `404`, `200..=299` (299 included), `200..300` (300 not), `500..`, `..400`.
    /// Throws an [IllegalArgumentException] for anything else, and for a range that is empty.
    public static Statuses parse(String text) {
        return new Statuses(Arrays.stream(text.split(",", -1))
                .map(word -> range(word.strip()))
                .toList());
    }

    private static Range range(String word) {
        Matcher range = RANGE.matcher(word);
        int first = LOWEST;
        int last = HIGHEST;
        if (range.matches()) {
            first = range.group(1) == null ? LOWEST : Integer.parseInt(range.group(1));
            int exclusive = "=".equals(range.group(2)) ? 0 : 1;
            last = range.group(3) == null ? HIGHEST : Integer.parseInt(range.group(3)) - exclusive;
        } else if (CODE.matcher(word).matches()) {
            first = Integer.parseInt(word);
            last = first;
        } else {
            first = HIGHEST + 1;
        }
        if (first < LOWEST || last > HIGHEST || first > last) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no status from 100 to 599, nor a range; write 404, 200..=299, 500.. or ..400");
        }
        return new Range(first, last);
    }

    /// Whether it is one of them.
    public boolean has(Status status) {
        return ranges.stream().anyMatch(range -> range.has(status.code()));
    }

    /// In the same words.
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
