package heddle.fetch.list;

/// What the lines of a list may be.
///
/// @param lines   that it may have
/// @param columns of those that are JSON objects
record LineFormat(Lines lines, Columns columns) {
    enum Lines {
        /// URLs, and JSON objects, which begin with `{`.
        MIXED,
        /// JSON objects alone.
        OBJECTS
    }

    static LineFormat mixed(Columns columns) {
        return new LineFormat(Lines.MIXED, columns);
    }

    static LineFormat objects(Columns columns) {
        return new LineFormat(Lines.OBJECTS, columns);
    }
}
