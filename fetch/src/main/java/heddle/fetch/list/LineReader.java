package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// Cuts a stream of bytes into the lines of a list, in one buffer that never grows.
///
/// The bytes not yet given out lie between `start` and `end`; `scanned` of them hold no line feed, so that no byte
/// is looked at twice however slowly a line arrives.
final class LineReader implements UrlLines {
    /// Longest line that may name a URL, and the size of the buffer.
    static final int LINE_BYTES_MAX = 64 * 1024;

    private static final int EXCERPT_CHARS_MAX = 100;
    private static final int NOT_THERE = -1;

    private final String name;
    private final InputStream source;
    private final byte[] buffer = new byte[LINE_BYTES_MAX];
    private int start;
    private int scanned;
    private int end;
    private boolean isAtEnd;
    private long number;

    LineReader(String name, InputStream source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public Optional<ListLine> next() throws IOException {
        while (true) {
            int feed = findLineFeed();
            if (feed == NOT_THERE && !isAtEnd) {
                if (end - start == LINE_BYTES_MAX) {
                    return Optional.of(skipLongLine());
                }
                fill();
                continue;
            }
            if (feed == NOT_THERE && start == end) {
                return Optional.empty();
            }
            Optional<ListLine> line = cut(feed == NOT_THERE ? end : feed);
            if (line.isPresent()) {
                return line;
            }
        }
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
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int read = source.read(buffer, end, buffer.length - end);
        isAtEnd = read < 0;
        end += Math.max(0, read);
    }

    /// The line from `start` to `to`, unless it is blank or a comment.
    private Optional<ListLine> cut(int to) throws IOException {
        number++;
        int from = number == 1 && startsWithByteOrderMark(to) ? start + 3 : start;
        start = Math.min(to + 1, end);
        scanned = 0;
        int last = to;
        while (last > from && isSpace(buffer[last - 1])) {
            last--;
        }
        int first = from;
        while (first < last && isSpace(buffer[first])) {
            first++;
        }
        if (first == last || buffer[first] == '#') {
            return Optional.empty();
        }
        return Optional.of(buffer[first] == '{' ? fromJson(first, last) : fromText(first, last));
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

    private ListLine fromText(int first, int last) {
        String text = new String(buffer, first, last - first, UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(first, last)) {
            return bad(first, last, "is not UTF-8; convert the list, or percent-encode the URL");
        }
        return new ListLine.Entry(number, text);
    }

    private boolean isUtf8(int first, int last) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, first, last - first));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private ListLine fromJson(int first, int last) throws IOException {
        try {
            Optional<String> url = JsonLine.url(buffer, first, last - first);
            return url.isPresent()
                    ? new ListLine.Entry(number, url.get())
                    : bad(first, last, "is a JSON object without a text member \"url\"");
        } catch (JsonProcessingException malformed) {
            return bad(first, last, "begins with { but is not a JSON object: " + malformed.getOriginalMessage());
        }
    }

    private ListLine skipLongLine() throws IOException {
        number++;
        ListLine bad = bad(start, end, "is longer than " + LINE_BYTES_MAX + " bytes, the most a URL may have");
        int feed = NOT_THERE;
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

    private ListLine bad(int first, int last, String problem) {
        int length = Math.min(EXCERPT_CHARS_MAX, last - first);
        String excerpt = new String(buffer, first, length, ISO_8859_1) + (length < last - first ? "…" : "");
        return new ListLine.Bad(number, excerpt, "line " + number + " of " + name + " " + problem);
    }
}
