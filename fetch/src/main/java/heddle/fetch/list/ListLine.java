package heddle.fetch.list;

/// One line of a list that stands for something to fetch. Blank lines and comments never get this far.
public sealed interface ListLine {
    /// The number of the line in its list, from 1; of the row where a list has no lines.
    long number();

    /// A line that names a URL; whether the URL is valid is not known yet.
    ///
    /// @param number of the line in its list, from 1
    /// @param listed what it has; the URL without white space around it
    record Entry(long number, Listed listed) implements ListLine {
        /// A line with nothing but a URL.
        public Entry(long number, String url) {
            this(number, Listed.of(url));
        }

        /// The URL.
        public String url() {
            return listed.url();
        }
    }

    /// A line that names what a line before it has named. It is an outcome of its own, and not fetched.
    ///
    /// @param entry what it would be by itself
    record Duplicate(Entry entry) implements ListLine {
        @Override
        public long number() {
            return entry.number();
        }
    }

    /// A line that cannot name a URL. It is an outcome of its own, not the end of the list.
    ///
    /// @param number  of the line in its list, from 1
    /// @param excerpt its beginning
    /// @param problem what is wrong, where, and what to do
    record Bad(long number, String excerpt, String problem) implements ListLine {}
}
