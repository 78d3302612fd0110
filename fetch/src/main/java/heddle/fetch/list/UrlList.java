package heddle.fetch.list;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A list of URLs to fetch, of any length: it is read as a stream and never held whole.
///
/// A list of lines has one URL a line, in UTF-8, with or without a byte order mark, lines ended by LF or CRLF. White
/// space around a URL is dropped; blank lines and lines that begin with `#` are skipped. A line that begins with `{`
/// is a JSON object whose member `url` is meant, so that `failed.jsonl` of an earlier run is a list; beside a
/// `method` its `headers` (an object), its `body` (a text) or its `body_base64` are sent, too. A line that is not
/// UTF-8, is longer than 64 KiB (an object: 4 MiB), or is such an object without a `url`, is a [ListLine.Bad].
@FunctionalInterface
public interface UrlList extends Closeable {
    /// Starts reading, from the beginning.
    UrlLines open() throws IOException;

    /// The same list to be read once more from any of its lines; empty when it can be read only once. To be asked for
    /// before the list is opened, and read from a line that has been [read][#open] before.
    default Optional<LinesAgain> again() {
        return Optional.empty();
    }

    /// Gives back what [#again] needed. After the last of these has been closed; any number of times.
    @Override
    default void close() throws IOException {}

    /// These URLs, each as it stands.
    static UrlList of(List<String> urls) {
        return new GivenList(urls);
    }

    /// The lines of a file.
    static UrlList file(Path path) {
        return lines(ListSource.file(path), Columns.URL);
    }

    /// The lines of a stream, such as standard input; it can be opened once, and is closed with the lines.
    static UrlList stream(String name, InputStream bytes) {
        return lines(ListSource.stream(name, bytes), Columns.URL);
    }

    /// The lines of a source.
    ///
    /// @param columns that lines have when they are JSON objects
    static UrlList lines(ListSource source, Columns columns) {
        return new LineList(source, LineFormat.mixed(columns));
    }

    /// The lines of a source, each of which is a JSON object, or bad.
    static UrlList objects(ListSource source, Columns columns) {
        return new LineList(source, LineFormat.objects(columns));
    }

    /// Lines as those of a file, each a URL or a JSON object, pulled one by one as they are wanted, by a thread of
    /// the job; an endless iterator is read as far as
    /// [unfinishedMax][heddle.fetch.options.EngineOptions#unfinishedMax] has it. What it throws ends the list. Can
    /// be opened once; after [#close] the iterator is not touched, and if it is at work then, that waits for it.
    static UrlList pulled(Iterator<String> lines) {
        return new PulledList(lines, () -> {}, Columns.URL);
    }

    /// The same of a stream, which is closed with the list.
    static UrlList pulled(Stream<String> lines) {
        return new PulledList(lines.iterator(), lines::close, Columns.URL);
    }

    /// The same of URLs with particulars: requests of their own, values that are passed through to their outcomes.
    static UrlList pulledEntries(Iterator<Listed> entries) {
        return new PulledEntries(entries);
    }

    /// One list after the other.
    static UrlList concat(List<UrlList> lists) {
        return new JoinedList(lists);
    }
}
