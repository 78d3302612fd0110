package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A list of lines that come from an iterator.
final class PulledList implements UrlList {
    private static final String NAME = "the list";
    private static final byte[] NOTHING = {};

    private final Pulled<String> lines;
    private final Columns columns;

    PulledList(Iterator<String> lines, Runnable closing, Columns columns) {
        this.lines = new Pulled<>(lines, closing);
        this.columns = columns;
    }

    @Override
    public UrlLines open() {
        return new LineReader(NAME, new Bytes(lines), LineFormat.mixed(columns));
    }

    @Override
    public void close() {
        lines.close();
    }

    /// The lines as they would stand in a file. No read brings more than one, so that the next is pulled when it
    /// is wanted.
    private static final class Bytes extends InputStream {
        private final Pulled<String> lines;
        private byte[] line = NOTHING;
        private int next;

        Bytes(Pulled<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            return fill() ? line[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, available());
            System.arraycopy(line, next, buffer, offset, count);
            next += count;
            return count;
        }

        private boolean fill() {
            if (next < line.length) {
                return true;
            }
            @Nullable String pulled = lines.next();
            line = pulled == null ? NOTHING : (pulled + "\n").getBytes(UTF_8);
            next = 0;
            return pulled != null;
        }

        @Override
        public int available() {
            return line.length - next;
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
