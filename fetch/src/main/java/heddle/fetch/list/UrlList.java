package heddle.fetch.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A list of URLs to fetch, of any length: it is read as a stream and never held whole.
///
/// A file has one URL a line, in UTF-8, with or without a byte order mark, lines ended by LF or CRLF. White space
/// around a URL is dropped; blank lines and lines that begin with `#` are skipped. A line that begins with `{` is a
/// JSON object whose member `url` is meant, so that `failed.jsonl` of an earlier run is a list. A line that is not
/// UTF-8, is longer than 64 KiB, or is such an object without a `url`, is a [ListLine.Bad].
@FunctionalInterface
public interface UrlList {
    /// Starts reading, from the beginning.
    UrlLines open() throws IOException;

    /// The same list to be read once more from any of its lines; empty when it can be read only once. Opened by the
    /// first line that is read, which must be one that has been [read][#open] before.
    default Optional<LinesAgain> again() {
        return Optional.empty();
    }

    /// These URLs, each as it stands.
    static UrlList of(List<String> urls) {
        return new GivenList(urls);
    }

    /// The lines of a file.
    static UrlList file(Path path) {
        return new FileList(path);
    }

    /// The lines of a stream, such as standard input; it can be opened once, and is closed with the lines.
    static UrlList stream(String name, InputStream bytes) {
        return () -> new LineReader(name, bytes);
    }

    /// One list after the other.
    static UrlList concat(List<UrlList> lists) {
        return new JoinedList(lists);
    }
}
