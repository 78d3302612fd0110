package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into the rows of CSV or TSV (RFC 4180), and these into fields. Rows end with LF, CRLF or CR;
/// rows of nothing are passed over.
///
/// **What is wrong** is the first line of its row, alone, as far as anybody can tell: a quoted field that does not end,
/// or in which the quote that ends it is followed by something else, may have swallowed any number of good rows. So
/// that line is a row with a [#problem], and the next row begins on the line below it. What was looked at for that is
/// kept in the buffer, up to what a row may have.
///
/// So that a hostile table does not have everything looked at again for each of its lines, no quoted field goes beyond
/// its line where more than [#AGAIN_BYTES] were looked at in vain.
final class RowReader implements Closeable {
    /// What a row may have.
    static final int ROW_BYTES_MAX = 16 << 20;

    private static final int AGAIN_BYTES = 64 * 1024;
    private static final int EXCERPT_BYTES = 400;
    private static final int NONE = -1;

    private final InputStream source;
    private final int separator;
    private byte[] buffer = new byte[AGAIN_BYTES];

    /// Where the first byte of the buffer stands in the source.
    private long base;

    /// Where the row begins, and the bytes in the buffer end; behind the row, up to `fed`, there is no line feed.
    private int start;

    private int end;
    private int fed;
    private boolean isAtEnd;

    /// From `start` on, what comes next.
    private int at;

    private long number = 1;
    private int lines;
    private long linesAloneUntil;
    private @Nullable String problem;

    private int count;
    private int[] from = new int[16];
    private int[] to = new int[16];

    RowReader(InputStream source, char separator) {
        this.source = source;
        this.separator = separator;
    }

    /// How a field ends.
    private enum End {
        SEPARATOR,
        ROW,
        TOO_LONG,
        MALFORMED
    }

    /// Goes on to the next row; false at the end.
    boolean next() throws IOException {
        passRow();
        while (isLineEnd(byteAt(0))) {
            at = 0;
            passRow();
        }
        if (byteAt(0) == NONE) {
            return false;
        }
        cut();
        return true;
    }

    /// Passes over what was cut, and the end of its line.
    private void passRow() throws IOException {
        if (isLineEnd(byteAt(at))) {
            at += byteAt(at) == '\r' && byteAt(at + 1) == '\n' ? 2 : 1;
            lines++;
        }
        number += lines;
        lines = 0;
        start += at;
        at = 0;
        count = 0;
        problem = null;
    }

    private void cut() throws IOException {
        End how = End.SEPARATOR;
        while (how == End.SEPARATOR) {
            how = byteAt(at) == '"' ? cutQuoted() : cutPlain();
        }
        if (how != End.ROW) {
            refuse(how);
        }
    }

    private End cutPlain() throws IOException {
        int first = at;
        int next = byteAt(at);
        while (next != separator && next != NONE && !isLineEnd(next)) {
            if (at >= ROW_BYTES_MAX) {
                return End.TOO_LONG;
            }
            next = byteAt(++at);
        }
        add(first, at);
        return endBefore(next);
    }

    private End cutQuoted() throws IOException {
        int first = at++;
        for (int next = byteAt(at); next != NONE && at < ROW_BYTES_MAX; next = byteAt(++at)) {
            if (next == '"' && byteAt(at + 1) == '"') {
                at++;
            } else if (next == '"') {
                add(first, ++at);
                return endBefore(byteAt(at));
            } else if (isLineEnd(next)) {
                if (base + start + at < linesAloneUntil) {
                    return End.MALFORMED;
                }
                lines += next == '\r' && byteAt(at + 1) == '\n' ? 0 : 1;
            }
        }
        return End.MALFORMED;
    }

    private End endBefore(int next) {
        if (next == separator) {
            at++;
            return End.SEPARATOR;
        }
        return next == NONE || isLineEnd(next) ? End.ROW : End.MALFORMED;
    }

    private void add(int first, int last) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = first;
        to[count++] = last;
    }

    private void refuse(End how) throws IOException {
        if (at > AGAIN_BYTES) {
            linesAloneUntil = base + start + at;
        }
        lines = 0;
        count = 0;
        at = 0;
        while (byteAt(at) != NONE && !isLineEnd(byteAt(at)) && at < EXCERPT_BYTES) {
            at++;
        }
        add(0, at);
        problem = how == End.TOO_LONG
                ? "begins a row that is longer than the " + ROW_BYTES_MAX + " bytes that it may have"
                : "has a quoted field that does not end, or goes on behind its quote; a quote in a field is written twice";
        while (byteAt(at) != NONE && !isLineEnd(byteAt(at))) {
            at++;
            if (at > ROW_BYTES_MAX) {
                shorten();
            }
        }
    }

    /// Keeps no more of a long line than its beginning.
    private void shorten() {
        int cut = at - EXCERPT_BYTES;
        System.arraycopy(buffer, start, buffer, start + cut, EXCERPT_BYTES);
        start += cut;
        at = EXCERPT_BYTES;
    }

    private static boolean isLineEnd(int value) {
        return value == '\n' || value == '\r';
    }

    private int byteAt(int offset) throws IOException {
        while (start + offset >= end) {
            if (isAtEnd) {
                return NONE;
            }
            fill();
        }
        return buffer[start + offset] & 0xFF;
    }

    private void fill() throws IOException {
        if (end == buffer.length) {
            byte[] filled = buffer;
            if (start < filled.length / 2) {
                buffer = new byte[2 * filled.length];
            }
            System.arraycopy(filled, start, buffer, 0, end - start);
            base += start;
            fed = Math.max(0, fed - start);
            end -= start;
            start = 0;
        }
        int read = source.read(buffer, end, buffer.length - end);
        isAtEnd = read < 0;
        end += Math.max(0, read);
    }

    /// Whether another line, and so a row as a rule, is there without waiting.
    boolean isReady() throws IOException {
        fed = Math.max(fed, start + at + lineEndBytes());
        while (fed < end && buffer[fed] != '\n') {
            fed++;
        }
        return fed < end || source.available() > 0;
    }

    /// How many bytes are there of what ends the line of the row.
    private int lineEndBytes() {
        int first = start + at;
        int bytes = first < end && buffer[first] == '\r' ? 1 : 0;
        return bytes + (first + bytes < end && buffer[first + bytes] == '\n' ? 1 : 0);
    }

    /// The number of the line on which the row begins, from 1.
    long number() {
        return number;
    }

    /// What is wrong with it, after "line 7 of urls.csv"; its first field is the beginning of the line then.
    @Nullable String problem() {
        return problem;
    }

    /// How many fields it has.
    int fields() {
        return count;
    }

    /// What one of them has, each byte as a character.
    String field(int place) {
        int first = start + from[place];
        int last = start + to[place];
        if (problem != null || first == last || buffer[first] != '"') {
            return new String(buffer, first, last - first, ISO_8859_1);
        }
        return new String(buffer, first + 1, last - first - 2, ISO_8859_1).replace("\"\"", "\"");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
