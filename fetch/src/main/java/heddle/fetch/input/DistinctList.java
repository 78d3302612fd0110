package heddle.fetch.input;

import heddle.fetch.list.LineRequest;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.http.Headers;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// A list in which a URL that came before is a [ListLine.Duplicate]. URLs are the same when they parse to the same,
/// apart from the fragment: `HTTP://A:80/%7e/../#x` and `http://a/`, but not `http://a/?`. Lines that are requests of
/// their own are the same when method, header fields and body are the same, too.
///
/// **What it remembers** is 64 bits of the SHA-256 of each URL, whatever its length, in [Fingerprints]. So the heap
/// that it takes is bounded, and the file that takes the rest has 12 to 24 bytes a URL. Two URLs that share these
/// bits are taken for one: among a hundred million that happens to any of them once in 3,700 lists (n²/2⁶⁵).
///
/// A list that is read again from its beginning has the same duplicates, so a job that goes on counts them once.
public final class DistinctList implements UrlList {
    /// What part of the heap it may have.
    private static final int HEAP_SHARE = 16;

    private final UrlList list;

    private DistinctList(UrlList list) {
        this.list = list;
    }

    /// The lines of this list.
    public static UrlList of(UrlList list) {
        return new DistinctList(list);
    }

    @Override
    public UrlLines open() throws IOException {
        UrlLines lines = list.open();
        try {
            return new Lines(lines, new Fingerprints(Runtime.getRuntime().maxMemory() / HEAP_SHARE));
        } catch (IOException | RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public Optional<LinesAgain> again() {
        return list.again();
    }

    @Override
    public void close() throws IOException {
        list.close();
    }

    private static final class Lines implements UrlLines {
        private final UrlLines lines;
        private final Fingerprints seen;
        private final MessageDigest digest = sha256();

        Lines(UrlLines lines, Fingerprints seen) {
            this.lines = lines;
            this.seen = seen;
        }

        @Override
        public Optional<ListLine> next() throws IOException {
            Optional<ListLine> line = lines.next();
            return line.isPresent() && line.get() instanceof ListLine.Entry entry && !isNew(entry)
                    ? Optional.of(new ListLine.Duplicate(entry))
                    : line;
        }

        /// What is no URL is left as it is.
        private boolean isNew(ListLine.Entry entry) throws IOException {
            try {
                add(Url.parse(entry.url()).withoutFragment().href());
            } catch (UrlParseException e) {
                return true;
            }
            entry.listed().particulars().request().ifPresent(this::add);
            return seen.add(ByteBuffer.wrap(digest.digest()).getLong());
        }

        private void add(LineRequest request) {
            add(request.method().name());
            for (Headers.Field field : request.headers()) {
                add(field.name());
                add(field.value());
            }
            digest.update(request.body());
        }

        /// With its end, so that no two lists of texts look alike.
        private void add(String text) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }

        @Override
        public long position() {
            return lines.position();
        }

        @Override
        public boolean isReady() throws IOException {
            return lines.isReady();
        }

        @Override
        public void close() throws IOException {
            try (lines;
                    seen) {
                // Both are closed, whatever becomes of the other.
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
