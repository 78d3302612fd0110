package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// Cuts a stream of bytes into the lines of a list, in one buffer that grows with the longest line, up to what one
/// may have and no further.
///
/// The bytes not yet given out lie between `start` and `end`; `scanned` of them hold no line feed, so that no byte
/// is looked at twice however slowly a line arrives.
final class LineReader implements UrlLines {
    /// Longest line that may be a URL.
    static final int LINE_BYTES_MAX = 64 * 1024;

    /// Longest line that may be a JSON object.
    static final int OBJECT_BYTES_MAX = 4 << 20;

    private static final int EXCERPT_CHARS_MAX = 100;
    private static final int NOT_THERE = -1;

    private final String name;
    private final InputStream source;
    private final LineFormat format;
    private byte[] buffer;

    /// Where the first byte of the buffer stands in the list.
    private long base;

    private int start;
    private int scanned;
    private int end;
    private boolean isAtEnd;
    private long number;

    /// The text of the line that was found.
    private int first;

    private int last;

    LineReader(String name, InputStream source, LineFormat format) {
        this(name, source, format, new Start(0, LINE_BYTES_MAX));
    }

    /// A reader of a source that begins somewhere in the list.
    LineReader(String name, InputStream source, LineFormat format, Start begin) {
        this.name = name;
        this.source = source;
        this.format = format;
        base = begin.position;
        buffer = new byte[Math.clamp(begin.bytesAtOnce, 1, LINE_BYTES_MAX)];
    }

    /// Where in the list a source begins, and how much is read of it at once.
    record Start(long position, int bytesAtOnce) {}

    @Override
    public Optional<ListLine> next() throws IOException {
        return switch (findLine()) {
            case AT_END -> Optional.empty();
            case TOO_LONG -> Optional.of(skipLongLine());
            case FOUND -> Optional.of(isObject() ? fromJson() : fromText());
        };
    }

    @Override
    public boolean skip() throws IOException {
        return switch (findLine()) {
            case AT_END -> false;
            case TOO_LONG -> {
                var _ = skipLongLine();
                yield true;
            }
            case FOUND -> true;
        };
    }

    /// What comes next.
    private enum Find {
        AT_END,
        /// A line that is too long; it is still to be passed over.
        TOO_LONG,
        /// A line from `first` to `last`.
        FOUND
    }

    private Find findLine() throws IOException {
        while (true) {
            int feed = findLineFeed();
            int to = feed == NOT_THERE ? end : feed;
            if (to - start >= LINE_BYTES_MAX && to - start >= bytesMax()) {
                return Find.TOO_LONG;
            }
            if (feed == NOT_THERE && !isAtEnd) {
                fill();
            } else if (feed == NOT_THERE && start == end) {
                return Find.AT_END;
            } else if (cut(to)) {
                return Find.FOUND;
            }
        }
    }

    /// How long the line that begins here may be.
    private int bytesMax() {
        int at = start;
        while (at < end && isSpace(buffer[at])) {
            at++;
        }
        boolean isObject = format.lines() == LineFormat.Lines.OBJECTS || (at < end && buffer[at] == '{');
        return isObject ? OBJECT_BYTES_MAX : LINE_BYTES_MAX;
    }

    private boolean isObject() {
        return format.lines() == LineFormat.Lines.OBJECTS || buffer[first] == '{';
    }

    @Override
    public long position() {
        return base + start;
    }

    @Override
    public boolean isReady() throws IOException {
        return findLineFeed() != NOT_THERE || source.available() > 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private int findLineFeed() {
        for (int i = start + scanned; i < end; i++) {
            if (buffer[i] == '\n') {
                scanned = i - start;
                return i;
            }
        }
        scanned = end - start;
        return NOT_THERE;
    }

    private void fill() throws IOException {
        byte[] filled = buffer;
        if (end - start == buffer.length) {
            buffer = new byte[2 * buffer.length];
        }
        System.arraycopy(filled, start, buffer, 0, end - start);
        base += start;
        end -= start;
        start = 0;
        int read = source.read(buffer, end, buffer.length - end);
        isAtEnd = read < 0;
        end += Math.max(0, read);
    }

    /// Takes the line from `start` to `to`; false if it is blank or a comment.
    private boolean cut(int to) {
        number++;
        first = position() == 0 && startsWithByteOrderMark(to) ? start + 3 : start;
        last = to;
        start = Math.min(to + 1, end);
        scanned = 0;
        while (last > first && isSpace(buffer[last - 1])) {
            last--;
        }
        while (first < last && isSpace(buffer[first])) {
            first++;
        }
        return first < last && buffer[first] != '#';
    }

    private boolean startsWithByteOrderMark(int to) {
        return to - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }

    private ListLine fromText() {
        String text = new String(buffer, first, last - first, UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8()) {
            return bad("is not UTF-8; convert the list, or percent-encode the URL");
        }
        return new ListLine.Entry(number, text);
    }

    private boolean isUtf8() {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, first, last - first));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private ListLine fromJson() throws IOException {
        try {
            return JsonLine.read(number, buffer, first, last - first, format.columns());
        } catch (JsonProcessingException malformed) {
            return bad("begins with { but is not a JSON object: " + malformed.getOriginalMessage());
        } catch (BadLineException wrong) {
            return bad(wrong.problem());
        }
    }

    private ListLine skipLongLine() throws IOException {
        number++;
        first = start;
        last = end;
        ListLine bad = bad("is longer than the %d bytes that it may have".formatted(bytesMax()));
        int feed = findLineFeed();
        while (feed == NOT_THERE && !isAtEnd) {
            start = end;
            scanned = 0;
            fill();
            feed = findLineFeed();
        }
        start = feed == NOT_THERE ? end : feed + 1;
        scanned = 0;
        return bad;
    }

    /// Says what is wrong with the line from `first` to `last`.
    private ListLine bad(String problem) {
        int length = Math.min(EXCERPT_CHARS_MAX, last - first);
        String excerpt = new String(buffer, first, length, ISO_8859_1) + (length < last - first ? "…" : "");
        return new ListLine.Bad(number, excerpt, "line " + number + " of " + name + " " + problem);
    }
}
