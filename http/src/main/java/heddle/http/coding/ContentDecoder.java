package heddle.http.coding;

import heddle.http.DecodingException;
import heddle.http.Headers;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Undoes the content codings of a body (RFC 9110, 8.4): gzip, x-gzip and deflate, and br and zstd where their
/// libraries are there, stacked as they come. No I/O:
/// coded bytes are fed as they arrive, decoded bytes are pulled as they are wanted, so back-pressure is exact and
/// memory is bounded by a window and a buffer for each coding, however far the body swells.
///
/// ```java
/// try (var decoder = ContentDecoder.open(ContentDecoder.codings(headers), DecodingLimits.defaults())) {
///     for (byte[] part : parts) {
///         decoder.feed(part, 0, part.length);
///         for (int count; (count = decoder.read(buffer, 0, buffer.length)) > 0; ) { sink.write(buffer, 0, count); }
///     }
///     decoder.finish();
///     for (int count; (count = decoder.read(buffer, 0, buffer.length)) > 0; ) { sink.write(buffer, 0, count); }
/// }
/// ```
///
/// One thread at a time. After an exception the decoder is of no more use but to be closed, which frees memory
/// outside the heap.
public final class ContentDecoder implements AutoCloseable {
    /// What [#read] returns when it needs more to be fed.
    public static final int STARVED = Stage.STARVED;

    /// What [#read] returns when the body has ended, complete and checked.
    public static final int END = Stage.END;

    private static final String IDENTITY = "identity";

    private final List<String> codings;
    private final Feed feed = new Feed();
    private final List<Stage> stages = new ArrayList<>();
    private long bytesDecoded;
    private boolean isClosed;

    private ContentDecoder(List<String> codings, DecodingLimits limits) {
        this.codings = codings;
        CodedInput input = feed.input();
        stages.add(new MeteredStage(new FedStage(input), limits, feed));
        for (String coding : codings.reversed()) {
            stages.add(new MeteredStage(stage(coding, input), limits, feed));
            input = CodedInput.from(stages.getLast());
        }
    }

    /// The value of Accept-Encoding for what can be decoded here: `gzip, deflate`, and `br` and `zstd` if their
    /// libraries, brotli4j and zstd-jni, have a native build for this machine among the program's jars.
    public static String acceptEncoding() {
        return Stream.concat(
                        Stream.of(GzipStage.CODING, DeflateStage.CODING),
                        NativeCoding.ALL.stream().filter(NativeCoding::isThere).map(NativeCoding::coding))
                .collect(Collectors.joining(", "));
    }

    /// The codings that a message's Content-Encoding names, in the order they were applied, in lower case and
    /// without `identity`, which is none. Empty when there is nothing to decode.
    public static List<String> codings(Headers headers) {
        return headers.members("Content-Encoding").stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.equals(IDENTITY))
                .toList();
    }

    /// A decoder for codings in the order they were applied; with none, the bytes come out as they are, and are
    /// counted.
    ///
    /// Throws [DecodingException] when one of them is not known or has no library here, [LimitExceededException]
    /// when there are too many.
    public static ContentDecoder open(List<String> codings, DecodingLimits limits) {
        if (codings.size() > limits.codingsMax()) {
            throw new LimitExceededException(Phase.DECODE, "stacked content codings", limits.codingsMax());
        }
        var known = new ArrayList<String>();
        for (String coding : codings) {
            if (!coding.equalsIgnoreCase(IDENTITY)) {
                known.add(canonical(coding));
            }
        }
        return new ContentDecoder(List.copyOf(known), limits);
    }

    /// Lends the next coded bytes. The array must not change until [#read] has returned [#STARVED] or [#END].
    ///
    /// Throws [IllegalStateException] when the bytes before are not all read, after [#finish], and after [#close].
    public void feed(byte[] bytes, int offset, int length) {
        requireOpen();
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (feed.isFinished() || !feed.isUsed()) {
            throw new IllegalStateException(
                    feed.isFinished() ? "the body was said to have ended" : "read until STARVED before feeding more");
        }
        feed.feed(bytes, offset, length);
    }

    /// Says that the body has ended; what is left can still be read.
    public void finish() {
        requireOpen();
        feed.finish();
    }

    /// Puts between 1 and `length` decoded bytes into the array and returns how many; [#STARVED] when it needs more
    /// to be fed, and never after [#finish]; [#END] when the body is complete. A `length` of 0 is refused: it could
    /// not be told from starving.
    ///
    /// Throws [DecodingException] when the body is cut, corrupt or followed by other bytes,
    /// [LimitExceededException] when it swells beyond the limits.
    public int read(byte[] target, int offset, int length) {
        requireOpen();
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            throw new IllegalArgumentException("nothing can be read into no space");
        }
        int count;
        do {
            count = stages.getLast().read(target, offset, length);
        } while (count == STARVED && feed.lendNext());
        bytesDecoded += Math.max(count, 0);
        return count;
    }

    /// How many coded bytes were fed so far.
    public long bytesFed() {
        return feed.bytesFed();
    }

    /// How many decoded bytes were read so far.
    public long bytesDecoded() {
        return bytesDecoded;
    }

    /// Frees the memory outside the heap. Does nothing the second time.
    @Override
    public void close() {
        isClosed = true;
        stages.forEach(Stage::close);
    }

    @Override
    public String toString() {
        String state = isClosed ? "closed" : feed.isFinished() ? "finished" : "open";
        return "ContentDecoder[%s, %s, %d bytes fed, %d decoded]".formatted(codings, state, bytesFed(), bytesDecoded);
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("the decoder is closed");
        }
    }

    private static String canonical(String coding) {
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GzipStage.CODING;
            case "deflate" -> DeflateStage.CODING;
            case "br" -> available(NativeCoding.BROTLI);
            case "zstd" -> available(NativeCoding.ZSTD);
            default -> throw DecodingException.unknown(coding);
        };
    }

    private static String available(NativeCoding coding) {
        if (!coding.isThere()) {
            throw DecodingException.unavailable(coding.coding(), coding.library(), null);
        }
        return coding.coding();
    }

    private static Stage stage(String coding, CodedInput input) {
        return switch (coding) {
            case GzipStage.CODING -> new GzipStage(input);
            case "br" -> new BrotliStage(input);
            case "zstd" -> new ZstdStage(input);
            default -> new DeflateStage(input);
        };
    }
}
