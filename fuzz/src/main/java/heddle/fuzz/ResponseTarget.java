package heddle.fuzz;

import heddle.client.codec.ResponseHead;
import heddle.client.options.Limits;
import heddle.client.wire.BytesRead;
import heddle.http.coding.DecodingLimits;
import java.util.Arrays;
import java.util.List;

/// Responses of HTTP/1.1: the first byte says whether HEAD or GET was asked, the rest is all that the server
/// says before it closes, read by what the client reads it with.
///
/// There is a response or a [heddle.http.HttpException]; never more than the limits allow; the same however the bytes
/// are cut. No
/// buffer is left.
public final class ResponseTarget {
    static final Limits LIMITS = Limits.defaults()
            .headBytesMax(1024)
            .headerLinesMax(16)
            .interimResponsesMax(3)
            .bodyBytesMax(4096)
            .bufferedBytesMax(512)
            .decoding(new DecodingLimits(4096, 100, 1024, 3));

    private ResponseTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean isHeadOnly = (input[0] & 1) == 1;
        byte[] said = Arrays.copyOfRange(input, 1, input.length);
        Buffers.requireNoneLeft(() -> {
            List<Answer> answers = Cuts.of(said).stream()
                    .map(pieces -> answer(BytesRead.of(pieces, isHeadOnly, LIMITS)))
                    .toList();
            answers.forEach(other -> other.requireSame(answers.getFirst()));
        });
    }

    private static Answer answer(BytesRead read) {
        BrokenClaim.unless(read.body().length <= LIMITS.bodyBytesMax(), "a body keeps within its limit");
        String head = read.head().map(ResponseTarget::text).orElse("");
        String end = read.failure()
                .map(failure -> failure.getClass().getSimpleName())
                .orElse(Answer.WHOLE);
        return new Answer(head, read.body(), end);
    }

    private static String text(ResponseHead head) {
        return Answer.text(head.version(), head.status(), head.headers());
    }
}
