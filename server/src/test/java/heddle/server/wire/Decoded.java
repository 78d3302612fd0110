package heddle.server.wire;

import heddle.http.Status;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What decoder and head reader make of bytes, as a list of words: `GET /x`, `body abc`, `end`, `refused 400`.
final class Decoded {
    static final Rules RULES = new Rules(1024, 20, 256, 1 << 20, 10, 5, 1, 1, 1, 1, 1);

    private final StrictRequestDecoder decoder = new StrictRequestDecoder(RULES);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);
    private final HeadReader reader =
            new HeadReader(RULES, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), false);
    private final List<String> words = new ArrayList<>();

    static List<String> whole(String bytes) {
        var decoded = new Decoded();
        decoded.feed(bytes);
        return decoded.words();
    }

    static List<String> byteByByte(String bytes) {
        var decoded = new Decoded();
        bytes.chars().forEach(c -> decoded.feed(String.valueOf((char) c)));
        return decoded.words();
    }

    void feed(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        collect();
    }

    void resume() throws Exception {
        decoder.resume();
        collect();
    }

    void endOfInput() {
        channel.pipeline().fireUserEventTriggered(io.netty.channel.socket.ChannelInputShutdownEvent.INSTANCE);
        collect();
    }

    StrictRequestDecoder decoder() {
        return decoder;
    }

    /// Adjacent parts of a body are joined.
    List<String> words() {
        return words;
    }

    private void collect() {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            try {
                if (!words.isEmpty() && words.getLast().startsWith("refused")) {
                    continue;
                }
                if (message instanceof HttpRequest request) {
                    words.add(head(request));
                } else if (message instanceof HttpContent content) {
                    body(content);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }
    }

    private String head(HttpRequest request) {
        try {
            RequestHead head = reader.read(request);
            return head.method() + " " + head.path();
        } catch (RefusalSignal signal) {
            Status status = signal.refusal().status();
            return "refused " + status.code();
        }
    }

    private void body(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            words.add("refused "
                    + HeadReader.refusal(content.decoderResult().cause())
                            .status()
                            .code());
            return;
        }
        String text = content.content().toString(StandardCharsets.ISO_8859_1);
        if (!text.isEmpty()) {
            boolean goesOn = !words.isEmpty() && words.getLast().startsWith("body ");
            words.add(goesOn ? words.removeLast() + text : "body " + text);
        }
        if (content instanceof LastHttpContent) {
            words.add("end");
        }
    }
}
