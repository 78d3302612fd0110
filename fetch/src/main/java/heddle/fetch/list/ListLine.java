package heddle.fetch.list;

/// One line of a list that stands for something to fetch. Blank lines and comments never get this far.
public sealed interface ListLine {
    /// The number of the line in its list, from 1.
    long number();

    /// A line that names a URL; whether the URL is valid is not known yet.
    ///
    /// @param number of the line in its list, from 1
    /// @param url    as the line has it, without white space around it
    record Entry(long number, String url) implements ListLine {}

    /// A line that cannot name a URL. It is an outcome of its own, not the end of the list.
    ///
    /// @param number  of the line in its list, from 1
    /// @param excerpt its beginning
    /// @param problem what is wrong, where, and what to do
    record Bad(long number, String excerpt, String problem) implements ListLine {}
}
