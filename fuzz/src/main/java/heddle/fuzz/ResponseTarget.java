package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.client.options.Limits;
import heddle.client.wire.Talk;
import heddle.client.wire.Told;
import heddle.client.wire.WireRequest;
import heddle.fuzz.strict.StrictMessage;
import heddle.fuzz.strict.StrictResponse;
import heddle.http.coding.DecodingLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Exchanges by HTTP/1.1 on one connection, up to three: each bit of the first byte says whether HEAD or GET is
/// asked, the rest is what the server says before it closes; the bytes FF FE stand where it waits for the next request.
/// All of the client's path from the bytes to the finished exchange is behind it: decoder, framing, limits, inbox,
/// and whether the connection serves again.
///
/// There is a response or a [heddle.http.HttpException]; never more than the limits allow; the same however the bytes
/// are cut. What [StrictResponse], a reader that knows nothing but the grammar, reads is read as it says, and the
/// connection serves again exactly if that says so; a response whose end is in doubt is refused. What was read is the
/// same when it is [written out and read again][WrittenAgain]. No buffer is left.
public final class ResponseTarget {
    static final Limits LIMITS = Limits.defaults()
            .headBytesMax(1024)
            .headerLinesMax(16)
            .interimResponsesMax(3)
            .bodyBytesMax(4096)
            .bufferedBytesMax(512)
            .decoding(new DecodingLimits(4096, 100, 1024, 3));

    private static final int EXCHANGES_MAX = 3;

    private ResponseTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<byte[]> said = said(input);
        List<WireRequest.Answer> asked = asked(input[0], said.size());
        Buffers.requireNoneLeft(() -> check(asked, said));
    }

    /// What each exchange asks for: a HEAD if its bit is set.
    static List<WireRequest.Answer> asked(byte bits, int count) {
        var asked = new ArrayList<WireRequest.Answer>();
        for (int i = 0; i < count; i++) {
            boolean isHead = (bits >> i & 1) == 1;
            asked.add(isHead ? WireRequest.Answer.HEAD_ONLY : WireRequest.Answer.WITH_BODY);
        }
        return asked;
    }

    private static List<byte[]> said(byte[] input) {
        var parts = new ArrayList<byte[]>();
        int start = 1;
        for (int i = 1; i + 1 < input.length && parts.size() < EXCHANGES_MAX - 1; i++) {
            if (input[i] == (byte) 0xFF && input[i + 1] == (byte) 0xFE) {
                parts.add(Arrays.copyOfRange(input, start, i));
                start = i + 2;
            }
        }
        parts.add(Arrays.copyOfRange(input, Math.min(start, input.length), input.length));
        return parts;
    }

    private static void check(List<WireRequest.Answer> asked, List<byte[]> said) {
        List<List<List<byte[]>>> cuts = said.stream().map(Cuts::of).toList();
        Talk.Outcome whole = Talk.http1(asked, said.stream().map(List::of).toList(), LIMITS);
        Answers answers = Answers.of(whole);
        int ways = cuts.stream().mapToInt(List::size).min().orElse(0);
        for (int i = 1; i < ways; i++) {
            int way = i;
            List<List<byte[]>> pieces = cuts.stream().map(each -> each.get(way)).toList();
            answers.requireSame(Answers.of(Talk.http1(asked, pieces, LIMITS)));
        }
        for (int i = 0; i < answers.all().size(); i++) {
            requireAsGrammarSays(answers, i, whole.told().get(i), said.get(i));
        }
        whole.told().forEach(WrittenAgain::requireSame);
    }

    private static void requireAsGrammarSays(Answers answers, int index, Told told, byte[] said) {
        Answer answer = answers.all().get(index);
        boolean isHead = told.answer() == WireRequest.Answer.HEAD_ONLY;
        Optional<StrictResponse> strict = new StrictMessage(said, isHead).read();
        strict.ifPresent(read -> {
            BrokenClaim.unlessEqual(answer.end(), Answer.WHOLE, "what the grammar allows is read");
            BrokenClaim.unlessEqual(answer.head(), read.head(), "a head is read as the grammar says");
            BrokenClaim.unlessEqual(
                    new String(answer.body(), ISO_8859_1), read.body(), "a body is read as the grammar says");
            BrokenClaim.unlessEqual(answer.trailers(), read.trailers(), "trailers are read as the grammar says");
            BrokenClaim.unlessEqual(
                    answers.isKeptAfter(index), read.isKept(), "a connection serves again as the grammar says");
        });
    }
}
