package heddle.fuzz;

import heddle.client.wire.Talk;
import heddle.client.wire.Told;
import heddle.client.wire.WireRequest;
import heddle.http.BodyFraming;
import heddle.http.Headers;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Two exchanges by HTTP/2 on one connection. Of the first byte the two lowest bits say which of them asks for HEAD
/// rather than GET; the rest is what the server says before it closes: bytes, or if the third bit is set frames of
/// which each begins with its type, its flags, its stream and how many bytes follow, so that any input is made of
/// frames.
///
/// There is a response or a [heddle.http.HttpException]; never more than the limits allow, and exactly the bytes that a
/// Content-Length promises; no field that has no place in HTTP/2 (RFC 9113, 8.2); the same however the bytes are cut.
/// What was read is the same when it is [written out by HTTP/1.1 and read again][WrittenAgain]. No buffer is left.
public final class Http2Target {
    private static final int EXCHANGES = 2;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

    private Http2Target() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<WireRequest.Answer> asked = ResponseTarget.asked(input[0], EXCHANGES);
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] said = (input[0] & 4) == 4 ? frames(rest) : rest;
        Buffers.requireNoneLeft(() -> check(asked, said));
    }

    private static byte[] frames(byte[] input) {
        var frames = new ByteArrayOutputStream();
        for (int at = 0; at + 4 <= input.length; ) {
            int length = Math.min(input[at + 3] & 0xFF, input.length - at - 4);
            frames.writeBytes(new byte[] {0, 0, (byte) length, input[at], input[at + 1], 0, 0, 0, input[at + 2]});
            frames.write(input, at + 4, length);
            at += 4 + length;
        }
        return frames.toByteArray();
    }

    private static void check(List<WireRequest.Answer> asked, byte[] said) {
        Talk.Outcome whole = Talk.http2(asked, List.of(said), ResponseTarget.LIMITS);
        Answers answers = Answers.of(whole);
        for (List<byte[]> pieces : Cuts.of(said)) {
            answers.requireSame(Answers.of(Talk.http2(asked, pieces, ResponseTarget.LIMITS)));
        }
        whole.told().forEach(Http2Target::requireRules);
        whole.told().forEach(WrittenAgain::requireSame);
    }

    private static void requireRules(Told told) {
        told.head().ifPresent(head -> {
            requireFieldRules(head.headers());
            boolean hasBody = told.answer() == WireRequest.Answer.WITH_BODY
                    && head.status().allowsBody();
            if (told.failure().isEmpty() && hasBody && head.headers().has("content-length")) {
                BrokenClaim.unlessEqual(
                        (long) told.body().length,
                        BodyFraming.contentLength(head.headers()),
                        "a body is as long as was promised");
            }
        });
        requireFieldRules(told.trailers());
    }

    private static void requireFieldRules(Headers headers) {
        for (Headers.Field field : headers) {
            String name = field.name();
            BrokenClaim.unless(
                    name.equals(name.toLowerCase(Locale.ROOT))
                            && name.charAt(0) != ':'
                            && !OF_THE_CONNECTION.contains(name),
                    "a field has a place in HTTP/2: %s",
                    field);
        }
    }
}
