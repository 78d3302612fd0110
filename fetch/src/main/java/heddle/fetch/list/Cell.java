package heddle.fetch.list;

/// A value that is passed through from a list to the outputs, exactly as it was read.
///
/// @param name  of its column
/// @param value as text, or as JSON
/// @param kind  which of the two
public record Cell(String name, String value, Kind kind) {
    /// How a value is to be taken.
    public enum Kind {
        /// It is text.
        TEXT,
        /// It is JSON of another kind: a number as the list writes it, `true`, `null`, an array, an object.
        JSON
    }

    private static final String NULL = "null";

    /// A text.
    public static Cell text(String name, String value) {
        return new Cell(name, value, Kind.TEXT);
    }

    /// A value that is written as JSON.
    public static Cell json(String name, String value) {
        return new Cell(name, value, Kind.JSON);
    }

    /// A value that is not there.
    public static Cell none(String name) {
        return json(name, NULL);
    }

    /// Whether it is the value that is not there.
    public boolean isNone() {
        return kind == Kind.JSON && value.equals(NULL);
    }
}
