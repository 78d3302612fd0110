package heddle.fetch.sitemap;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One sitemap, front to back: XML, or text with a URL a line. Its bytes are those after decompression.
public final class SitemapReader implements Closeable {
    private static final int HEAD_BYTES = 1024;

    private final Entries entries;
    private final InputStream bytes;
    private final SitemapLimits limits;
    private int count;

    private SitemapReader(InputStream bytes, Entries entries, SitemapLimits limits) {
        this.bytes = bytes;
        this.entries = entries;
        this.limits = limits;
    }

    /// The entries of a form of sitemap.
    interface Entries {
        Optional<SitemapEntry> next() throws IOException;
    }

    /// Begins to read. Throws a [SitemapException] when the bytes are none of a sitemap.
    public static SitemapReader open(InputStream source, SitemapLimits limits) throws IOException {
        InputStream bytes = new BufferedInputStream(new LimitedBytes(new FullReads(source), limits.bytesMax()));
        try {
            Entries entries = isXml(bytes) ? XmlEntries.open(bytes) : text(bytes);
            return new SitemapReader(bytes, entries, limits);
        } catch (IOException | RuntimeException | Error e) {
            bytes.close();
            throw e;
        }
    }

    /// By the first character that is none of white space or a byte order mark; in UTF-16, too.
    private static boolean isXml(InputStream bytes) throws IOException {
        bytes.mark(HEAD_BYTES);
        byte[] head = new byte[HEAD_BYTES];
        int length = Math.max(0, bytes.read(head)); // all that can be read, by FullReads
        bytes.reset();
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1)
                .replaceFirst("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)", "")
                .replace("\0", "");
        return text.stripLeading().startsWith("<");
    }

    private static Entries text(InputStream bytes) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        return () -> {
            String line = lines.readLine();
            while (line != null && line.isBlank()) {
                line = lines.readLine();
            }
            return Optional.ofNullable(line).map(text -> XmlEntries.page(text.replace("\uFEFF", "")));
        };
    }

    /// The next entry; empty at the end. Throws a [SitemapException] when what follows cannot be read.
    public Optional<SitemapEntry> next() throws IOException {
        Optional<SitemapEntry> entry = entries.next();
        if (entry.isPresent() && ++count > limits.entriesMax()) {
            throw new SitemapException(
                    "it has more than the " + limits.entriesMax() + " entries that a sitemap may have");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
