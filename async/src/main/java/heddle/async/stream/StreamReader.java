package heddle.async.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The reading end of a stream of bytes, for coroutines.
///
/// Nothing is read from below before somebody asks for it, so a slow reader holds the other side back. All reads
/// park, have no time limit of their own (see [heddle.async.Async#timeout]) and may be cancelled: what has come by
/// then stays for the next read. One task reads at a time; a second meets [StreamBusyException].
///
/// Reads throw [BrokenStreamException] when the other side is gone without an orderly end, after all that came
/// before it has been read, and [StreamClosedException] once this side is closed.
public final class StreamReader {
    private static final byte[] LINE_FEED = {'\n'};
    private static final int SHOWN_MAX = 40;

    private final ByteSource source;
    private final int limit;
    private final SoleUse use = new SoleUse("reading from");
    private final Held held = new Held();
    private boolean hasEnded;

    /// Reads from `source`; a line, and what [#readUntil(byte[])] looks through, may have `limit` bytes.
    public StreamReader(ByteSource source, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of a line must be positive, not " + limit);
        }
        this.source = source;
        this.limit = limit;
    }

    /// What has come, at least one byte, in a buffer that is the caller's; an empty one at the end.
    public ByteBuffer read() throws IOException {
        use.enter();
        try {
            var _ = held.size() > 0 || fill();
            return held.takeAll();
        } finally {
            use.leave();
        }
    }

    /// Reads what has come, at least one byte if there is room for it, and returns how many; -1 at the end.
    public int read(ByteBuffer into) throws IOException {
        use.enter();
        try {
            return held.size() > 0 || fill() ? held.takeInto(into) : -1;
        } finally {
            use.leave();
        }
    }

    /// The next `count` bytes. Throws [IncompleteReadException] with what there was if the stream ends before.
    public byte[] readExactly(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("cannot read " + count + " bytes");
        }
        use.enter();
        try {
            while (held.size() < count) {
                if (!fill()) {
                    throw new IncompleteReadException(held.take(held.size()), count + " bytes");
                }
            }
            return held.take(count);
        } finally {
            use.leave();
        }
    }

    /// All bytes up to `delimiter` and that too. Throws [ReadLimitException] if more than the limit come first, and
    /// [IncompleteReadException] if the stream ends first.
    public byte[] readUntil(byte[] delimiter) throws IOException {
        return readUntil(delimiter, limit);
    }

    /// As [#readUntil(byte[])], with a limit of its own on the bytes before the delimiter.
    public byte[] readUntil(byte[] delimiter, int limit) throws IOException {
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("a delimiter has at least one byte");
        }
        use.enter();
        try {
            int length = find(delimiter, limit);
            if (length < 0) {
                throw new IncompleteReadException(held.take(held.size()), "the delimiter " + shown(delimiter));
            }
            return held.take(length + delimiter.length);
        } finally {
            use.leave();
        }
    }

    /// The next line in UTF-8, without its end, which is `\n` or `\r\n`; the last one may lack it. Empty at the end
    /// of the stream. Throws [ReadLimitException] if a line is longer than the limit.
    public Optional<String> readLine() throws IOException {
        use.enter();
        try {
            int length = find(LINE_FEED, limit);
            if (length < 0) {
                return held.size() == 0 ? Optional.empty() : Optional.of(text(held.take(held.size())));
            }
            byte[] line = held.take(length + 1);
            boolean hasReturn = length > 0 && line[length - 1] == '\r';
            return Optional.of(new String(line, 0, hasReturn ? length - 1 : length, StandardCharsets.UTF_8));
        } finally {
            use.leave();
        }
    }

    /// The lines that are left, each read when it is asked for; an `IOException` arrives inside an
    /// [UncheckedIOException].
    public Iterable<String> lines() {
        return Lines::new;
    }

    /// All bytes up to the end. Throws [ReadLimitException] if there are more than `bytesMax`.
    public byte[] readAll(int bytesMax) throws IOException {
        use.enter();
        try {
            do {
                if (held.size() > bytesMax) {
                    throw tooMuch("end of the stream", bytesMax);
                }
            } while (fill());
            return held.take(held.size());
        } finally {
            use.leave();
        }
    }

    /// Writes all that is left to `writer`, as fast as that takes it, and returns how many bytes that were. Does
    /// not close it.
    public long transferTo(StreamWriter writer) throws IOException {
        long transferred = 0;
        for (var piece = read(); piece.hasRemaining(); piece = read()) {
            transferred += piece.remaining();
            writer.write(piece);
        }
        return transferred;
    }

    /// What has come from below and was not taken; maybe nothing, which does not mean the end. Never waits.
    public ByteBuffer tryRead() {
        use.enter();
        try {
            return held.takeAll();
        } finally {
            use.leave();
        }
    }

    /// How many bytes come before `delimiter`; -1 if the stream ends first.
    private int find(byte[] delimiter, int limit) throws IOException {
        int searched = 0;
        while (true) {
            int found = held.find(delimiter, searched);
            searched = Math.max(0, held.size() - delimiter.length + 1);
            if (found > limit || (found < 0 && searched > limit)) {
                throw tooMuch("delimiter " + shown(delimiter), limit);
            }
            if (found >= 0 || !fill()) {
                return found;
            }
        }
    }

    /// Waits for more; whether there is.
    private boolean fill() throws IOException {
        if (hasEnded) {
            return false;
        }
        var piece = source.read();
        hasEnded = !piece.hasRemaining();
        if (!hasEnded) {
            held.add(piece);
        }
        return !hasEnded;
    }

    private ReadLimitException tooMuch(String wanted, int limit) {
        return new ReadLimitException(wanted, limit, held.size(), shown(held.peek(SHOWN_MAX)));
    }

    /// For people: control characters, which would disturb a terminal or a log, as what Java writes for them.
    private static String shown(byte[] bytes) {
        var shown = new StringBuilder();
        for (char each : text(bytes).toCharArray()) {
            switch (each) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                default -> shown.append(Character.isISOControl(each) ? "\\u%04x".formatted((int) each) : each);
            }
        }
        return shown.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private final class Lines implements Iterator<String> {
        private @Nullable String next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                try {
                    next = readLine().orElse(null);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return next != null;
        }

        @Override
        public String next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("the stream has ended");
            }
            String line = next;
            next = null;
            return line;
        }
    }
}
