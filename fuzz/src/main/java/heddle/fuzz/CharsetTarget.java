package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.http.MediaType;
import heddle.http.coding.TextDecoding;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/// Media types and the sniffing of encodings: the first line is a Content-Type, the rest a body.
///
/// Any bytes are text; a media type written out and read again is the same; and what comes after the part that is
/// looked at changes nothing.
public final class CharsetTarget {
    private static final int PRESCAN_BYTES = 1024;

    private CharsetTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String line = new String(input, 0, end, ISO_8859_1);
        byte[] body = Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length);
        MediaType.parse(line).ifPresent(CharsetTarget::check);
        Optional<String> contentType = line.isEmpty() ? Optional.empty() : Optional.of(line);
        Charset charset = TextDecoding.charset(contentType, body);
        String text = TextDecoding.decode(contentType, body);
        BrokenClaim.unless(text.length() <= 2 * body.length, "a byte is no more than a pair of surrogates");
        if (body.length >= PRESCAN_BYTES) {
            byte[] start = Arrays.copyOf(body, PRESCAN_BYTES);
            BrokenClaim.unlessEqual(
                    TextDecoding.charset(contentType, start), charset, "the first 1,024 bytes are enough");
        }
    }

    private static void check(MediaType type) {
        MediaType again = MediaType.parse(type.toString())
                .orElseThrow(() -> BrokenClaim.by(null, "a media type can be read again: " + type));
        BrokenClaim.unlessEqual(again, type, "a media type is the same when it is read again");
        BrokenClaim.unless(!type.type().isEmpty() && !type.subtype().isEmpty(), "a media type has both parts");
    }
}
