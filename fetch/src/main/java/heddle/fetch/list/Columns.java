package heddle.fetch.list;

import java.util.List;

/// Which columns of a list are wanted: CSV and Parquet have them in each row, JSON objects call them members.
///
/// @param url  the one with the URL; `url` by default
/// @param kept those that are passed through to the outputs; none by default
public record Columns(String url, List<String> kept) {
    /// The URL alone.
    public static final Columns URL = new Columns("url", List.of());

    /// Copies the list, and checks that no column is kept twice.
    public Columns {
        kept = List.copyOf(kept);
        if (kept.stream().distinct().count() < kept.size()) {
            throw new IllegalArgumentException("a column is kept twice among " + String.join(", ", kept));
        }
    }

    /// With the URL in this one.
    public Columns url(String name) {
        return new Columns(name, kept);
    }

    /// With these passed through.
    public Columns kept(List<String> names) {
        return new Columns(url, names);
    }
}
