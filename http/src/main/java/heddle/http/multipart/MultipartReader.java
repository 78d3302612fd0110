package heddle.http.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.http.LimitExceededException;
import heddle.http.MediaType;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Takes a `multipart/form-data` apart (RFC 7578, RFC 2046, 5.1.1): the head of a part, then its bytes as they
/// come, then the next part. It holds no more than a piece of the body and a delimiter.
///
///     for (var part = reader.next(); part.isPresent(); part = reader.next()) {
///         for (var piece = reader.read(); piece.isPresent(); piece = reader.read()) { ... }
///     }
///
/// For one coroutine. What is no form is a [ProtocolException], what is beyond a limit a [LimitExceededException];
/// what the source throws passes.
public final class MultipartReader {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int BOUNDARY_MAX = 70; // RFC 2046, 5.1.1

    private final Supplier<Optional<byte[]>> source;
    private final MultipartLimits limits;
    private final byte[] delimiter;
    private final Window window = new Window();
    private State state = State.PART;
    private int parts;

    private enum State {
        /// Within a part, or before the first, whose bytes mean nothing.
        PART,
        /// At a delimiter.
        DELIMITER,
        END
    }

    private MultipartReader(Supplier<Optional<byte[]>> source, String boundary, MultipartLimits limits) {
        this.source = source;
        this.limits = limits;
        this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
        window.append(LINE_END); // so that the first delimiter is like the others
    }

    /// The boundary that a Content-Type names; empty if it is no `multipart/form-data`, or has none that may be one.
    public static Optional<String> boundary(String contentType) {
        return MediaType.parse(contentType)
                .filter(type -> type.essence().equals("multipart/form-data"))
                .flatMap(type -> type.parameter("boundary"))
                .filter(text -> !text.isEmpty() && text.length() <= BOUNDARY_MAX)
                .filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    /// Of a form between these boundaries, whose pieces the source gives, an empty result after the last.
    public static MultipartReader of(Supplier<Optional<byte[]>> source, String boundary, MultipartLimits limits) {
        return new MultipartReader(source, boundary, limits);
    }

    /// The next part; what was not read of the one before is skipped. Empty at the end.
    public Optional<PartHead> next() {
        while (state == State.PART) {
            read();
        }
        if (state == State.END || isLast()) {
            return Optional.empty();
        }
        if (++parts > limits.partsMax()) {
            throw new LimitExceededException(Phase.READ, "parts of a form", limits.partsMax());
        }
        state = State.PART;
        return Optional.of(head());
    }

    /// The next bytes of the part, never none; empty at its end.
    public Optional<byte[]> read() {
        while (state == State.PART) {
            int at = window.indexOf(delimiter);
            if (at == 0) {
                window.skip(delimiter.length);
                state = State.DELIMITER;
                return Optional.empty();
            }
            int ready = at > 0 ? at : window.length() - (delimiter.length - 1);
            if (ready > 0) {
                return Optional.of(window.take(ready));
            }
            fill();
        }
        return Optional.empty();
    }

    /// Reads what follows a delimiter: `--` after the last part, else blanks and the end of the line.
    private boolean isLast() {
        require(2);
        if (window.at(0) == '-' && window.at(1) == '-') {
            state = State.END;
            return true;
        }
        String padding = line(limits.headBytesMax());
        if (!padding.isBlank()) {
            throw new ProtocolException("a boundary of the form is followed by more than blanks");
        }
        return false;
    }

    private PartHead head() {
        Map<String, String> fields = new HashMap<>();
        int left = limits.headBytesMax();
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("a line in the head of a part of the form is no field");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.putIfAbsent(name, line.substring(colon + 1).strip());
            left -= line.length() + 2;
        }
        return PartHead.of(fields);
    }

    /// A line, without its end; of at most so many bytes with it.
    private String line(int bytesMax) {
        int at = window.indexOf(LINE_END);
        while (at < 0 && window.length() <= bytesMax) {
            fill();
            at = window.indexOf(LINE_END);
        }
        if (at < 0 || at + 2 > bytesMax) {
            throw new LimitExceededException(Phase.READ, "bytes in the head of a part", limits.headBytesMax());
        }
        String line = new String(window.take(at), UTF_8);
        window.skip(2);
        return line;
    }

    private void require(int bytes) {
        while (window.length() < bytes) {
            fill();
        }
    }

    private void fill() {
        window.append(source.get().orElseThrow(() -> new ProtocolException("the form ends before its last boundary")));
    }
}
