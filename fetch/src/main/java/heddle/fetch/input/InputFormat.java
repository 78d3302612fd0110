package heddle.fetch.input;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a list is written in, after decompression.
public enum InputFormat {
    /// A URL a line; a line that begins with `{` is a JSON object.
    TEXT,
    /// A JSON object a line.
    JSONL,
    /// Comma-separated values (RFC 4180) below a row of names.
    CSV,
    /// Values separated by tabs below a row of names, quoted as in CSV where they are.
    TSV,
    /// Apache Parquet; from a file alone.
    PARQUET,
    /// A sitemap of sitemaps.org.
    SITEMAP;

    /// The word by which it is asked for.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one of that word.
    public static Optional<InputFormat> named(String word) {
        return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
    }
}
