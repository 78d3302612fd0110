package heddle.fetch.input;

import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import heddle.fetch.sitemap.SitemapEntry;
import heddle.fetch.sitemap.SitemapException;
import heddle.fetch.sitemap.SitemapLimits;
import heddle.fetch.sitemap.SitemapReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of a sitemap. One that breaks off ends with a bad line.
final class SitemapLines implements UrlLines {
    private final InputStream bytes;
    private final String name;
    private final Columns columns;
    private final RowLine rows;
    private final SitemapReader sitemap;
    private long number;
    private boolean isAtEnd;

    private SitemapLines(ListSource source, InputStream bytes, Columns columns) throws IOException {
        this.bytes = bytes;
        this.columns = columns;
        name = source.name();
        rows = new RowLine(name, "entry", "loc");
        sitemap = SitemapReader.open(bytes, SitemapLimits.defaults());
    }

    static UrlLines open(ListSource source, Columns columns) throws IOException {
        try {
            return new SitemapLines(source, source.open(), columns);
        } catch (SitemapException e) {
            throw new IOException(source.name() + " cannot be read as a sitemap: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        if (isAtEnd) {
            return Optional.empty();
        }
        try {
            Optional<SitemapEntry> entry = sitemap.next();
            number++;
            isAtEnd = entry.isEmpty();
            return entry.isEmpty() ? Optional.empty() : Optional.of(line(entry.get()));
        } catch (SitemapException e) {
            isAtEnd = true;
            return Optional.of(rows.bad(number + 1, "", "and what follows cannot be read: " + e.getMessage()));
        }
    }

    private ListLine line(SitemapEntry entry) throws IOException {
        if (entry.kind() == SitemapEntry.Kind.SITEMAP) {
            throw new IOException(name + " is an index of sitemaps; give it by --sitemap, which asks for those");
        }
        List<Cell> cells = columns.kept().stream()
                .flatMap(column -> Stream.ofNullable(entry.fields().get(column)).map(text -> Cell.text(column, text)))
                .toList();
        return rows.line(number, entry.url(), cells);
    }

    @Override
    public boolean isReady() throws IOException {
        return bytes.available() > 0;
    }

    @Override
    public void close() throws IOException {
        sitemap.close();
    }
}
