package heddle.fuzz;

import heddle.http.DecodingException;
import heddle.http.LimitExceededException;
import heddle.http.coding.ContentDecoder;
import heddle.http.coding.DecodingLimits;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/// Content codings: the first byte says which, the rest is a body in them.
///
/// It decodes, or a [DecodingException] or [LimitExceededException] says why not; never to more than the limits
/// allow; and to the same wherever the body is cut and however little is read at once. Of a limit alone cuts
/// may decide whether it is met: how far a body swells is seen in the light of what has come of it.
public final class DecodingTarget {
    static final List<List<String>> CODINGS = List.of(
            List.of("gzip"),
            List.of("deflate"),
            List.of("br"),
            List.of("zstd"),
            List.of("gzip", "gzip"),
            List.of("zstd", "br"),
            List.of("deflate", "gzip"),
            List.of("br", "zstd", "identity"));

    private static final int BYTES_MAX = 64 << 10;
    private static final DecodingLimits LIMITS = new DecodingLimits(BYTES_MAX, 100, 4 << 10, 3);

    private DecodingTarget() {}

    /// How a body ended, and what came of it before.
    @SuppressWarnings("ArrayRecordComponent") // compared by what is in it
    private record Decoded(End end, byte[] bytes) {
        @Override
        public String toString() {
            return end + " after " + bytes.length + " bytes";
        }
    }

    private enum End {
        WHOLE,
        REFUSED,
        LIMITED
    }

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<String> codings = CODINGS.get((input[0] & 0xFF) % CODINGS.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        Decoded whole = decoded(codings, List.of(body), BYTES_MAX);
        for (List<byte[]> pieces : Cuts.of(body)) {
            Decoded other = decoded(codings, pieces, 7);
            requireSame(whole, other);
        }
    }

    private static void requireSame(Decoded one, Decoded other) {
        boolean isLimited = one.end() == End.LIMITED || other.end() == End.LIMITED;
        BrokenClaim.unless(
                isLimited || one.end() == other.end(), "cuts do not change how decoding ends: %s and %s", one, other);
        int both = Math.min(one.bytes().length, other.bytes().length);
        boolean areWhole = one.end() == End.WHOLE && other.end() == End.WHOLE;
        BrokenClaim.unless(
                Arrays.equals(one.bytes(), 0, both, other.bytes(), 0, both)
                        && (!areWhole || one.bytes().length == other.bytes().length),
                "cuts do not change what is decoded: %s and %s",
                one,
                other);
    }

    private static Decoded decoded(List<String> codings, List<byte[]> pieces, int bytesAtOnce) {
        var bytes = new ByteArrayOutputStream();
        try (var decoder = ContentDecoder.open(codings, LIMITS)) {
            for (byte[] piece : pieces) {
                decoder.feed(piece, 0, piece.length);
                pull(decoder, bytesAtOnce, bytes);
            }
            decoder.finish();
            int last = pull(decoder, bytesAtOnce, bytes);
            BrokenClaim.unlessEqual(last, ContentDecoder.END, "a decoder that starves no more ends");
            BrokenClaim.unlessEqual(decoder.bytesDecoded(), (long) bytes.size(), "what was decoded is counted");
            return new Decoded(End.WHOLE, bytes.toByteArray());
        } catch (DecodingException refused) {
            return new Decoded(End.REFUSED, bytes.toByteArray());
        } catch (LimitExceededException limited) {
            return new Decoded(End.LIMITED, bytes.toByteArray());
        }
    }

    private static int pull(ContentDecoder decoder, int bytesAtOnce, ByteArrayOutputStream into) {
        var buffer = new byte[bytesAtOnce];
        int count;
        while ((count = decoder.read(buffer, 0, buffer.length)) > 0) {
            into.write(buffer, 0, count);
            BrokenClaim.unless(into.size() <= BYTES_MAX, "no more than the limit is decoded: %s bytes", into.size());
        }
        return count;
    }
}
