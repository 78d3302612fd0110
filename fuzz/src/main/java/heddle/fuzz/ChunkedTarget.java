package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.client.codec.ResponseDecoder;
import heddle.fuzz.strict.StrictChunks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// The chunked coding: a body in chunks, after a head that says so, through the decoder of the client.
///
/// What [StrictChunks], a reader that knows nothing but the grammar, makes a body of is the same body here, and what is
/// no more than a beginning to it is no whole one here. However it is cut, the body is the same and so is its end; and
/// no buffer is left.
public final class ChunkedTarget {
    private static final byte[] HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1);
    private static final int HEAD_BYTES_MAX = 512;

    private ChunkedTarget() {}

    /// What a reader makes of a body.
    ///
    /// @param end how it ended
    private record Read(End end, String body) {}

    private enum End {
        WHOLE,
        CUT,
        REFUSED
    }

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        Buffers.requireNoneLeft(() -> check(input));
    }

    private static void check(byte[] input) {
        Read whole = read(List.of(input));
        for (List<byte[]> pieces : Cuts.of(input)) {
            BrokenClaim.unlessEqual(read(pieces), whole, "cuts do not change a body in chunks");
        }
        Optional<String> strict = new StrictChunks(input).body();
        strict.ifPresent(body -> BrokenClaim.unlessEqual(
                whole, new Read(End.WHOLE, body), "what the grammar allows is read as it says"));
    }

    private static Read read(List<byte[]> pieces) {
        var decoder = new ResponseDecoder(HEAD_BYTES_MAX, () -> {}, () -> {});
        decoder.expect(false);
        var channel = new EmbeddedChannel(decoder);
        var body = new ByteArrayOutputStream();
        feed(channel, HEAD);
        End end = taken(channel, body);
        for (byte[] piece : pieces) {
            if (end == End.CUT) {
                feed(channel, piece);
                end = taken(channel, body);
            }
        }
        channel.finishAndReleaseAll();
        return new Read(end, body.toString(ISO_8859_1));
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(ByteBufAllocator.DEFAULT.heapBuffer(bytes.length).writeBytes(bytes));
    }

    private static End taken(EmbeddedChannel channel, ByteArrayOutputStream body) {
        End end = End.CUT;
        for (HttpObject object = channel.readInbound(); object != null; object = channel.readInbound()) {
            if (end == End.CUT && object.decoderResult().isFailure()) {
                end = End.REFUSED;
            }
            if (end == End.CUT && object instanceof HttpContent content) {
                var bytes = new byte[content.content().readableBytes()];
                content.content().readBytes(bytes);
                body.writeBytes(bytes);
                end = object instanceof LastHttpContent ? End.WHOLE : End.CUT;
            }
            ReferenceCountUtil.release(object);
        }
        return end;
    }
}
