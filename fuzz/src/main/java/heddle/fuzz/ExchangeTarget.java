package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Method;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Exchanges with a server that says anything, through the whole client, from the socket to the caller: the
/// first byte says what is asked and by which version of HTTP, the rest is all that the server says before it
/// closes, frames if the version is HTTP/2.
///
/// There is a response or an [HttpException], and no timeout, as the server ends what it says; never more than the
/// limits allow; the same however the bytes are cut. No connection is left, and no buffer.
public final class ExchangeTarget {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);

    private ExchangeTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Method method = (input[0] & 1) == 1 ? Method.HEAD : Method.GET;
        Versions versions = (input[0] & 2) == 2 ? Versions.HTTP_2 : Versions.HTTP_1_1;
        byte[] said = Arrays.copyOfRange(input, 1, input.length);
        var host = new ScriptedHost(
                connection -> connection.readUntil(HEAD_END),
                () -> ClientSession.open(options -> limited(options, versions)));
        Buffers.requireNoneLeft(() -> {
            List<Answer> answers = host.answers(
                    List.of(List.of(said), Cuts.drawn(said)),
                    session -> answer(session.request(method, "http://10.0.0.2/")));
            answers.forEach(other -> other.requireSame(answers.getFirst()));
        });
    }

    private static SessionOptions limited(SessionOptions options, Versions versions) {
        return options.redirectsMax(0)
                .versions(versions)
                .pool(pool -> pool.totalMax(16))
                .limits(_ -> ResponseTarget.LIMITS);
    }

    private static Answer answer(Request request) {
        String head = "";
        var body = new ByteArrayOutputStream();
        try (Response response = request.send()) {
            head = Answer.text(response.version(), response.status(), response.headers());
            for (ByteBuffer piece = response.body().read();
                    piece.hasRemaining();
                    piece = response.body().read()) {
                var bytes = new byte[piece.remaining()];
                piece.get(bytes);
                body.writeBytes(bytes);
                long bytesMax = ResponseTarget.LIMITS.decoding().decodedBytesMax();
                BrokenClaim.unless(body.size() <= bytesMax, "a body keeps within its limit");
            }
            return new Answer(head, body.toByteArray(), Answer.text(response.trailers()), Answer.WHOLE);
        } catch (HttpTimeoutException late) {
            throw BrokenClaim.by(late, "an answer that ends is not waited for");
        } catch (HttpException failure) {
            return new Answer(head, body.toByteArray(), "", failure.getClass().getSimpleName());
        }
    }
}
