package heddle.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Netty's request decoder with its leniencies taken away, and a gate.
///
/// - The words of a request line are parted by exactly one space (RFC 9112, 3); Netty takes tabs and bare CR too.
/// - A folded header line (5.2) is refused; Netty unfolds it, and nobody behind it can tell.
/// - The gate closes after each request and opens with [#resume]: pipelined requests wait as bytes, not as objects.
final class StrictRequestDecoder extends HttpRequestDecoder {
    /// Room in the first line for the method, the version and two spaces.
    private static final int LINE_SLACK = 48;

    private @Nullable ByteBuf reading;
    private int readingFrom;
    private boolean isInHead;
    private boolean isBroken;
    private boolean isPaused;
    private @Nullable Object heldEnd;
    private @Nullable ChannelHandlerContext context;

    StrictRequestDecoder(Rules rules) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(rules.targetBytesMax() + LINE_SLACK)
                .setMaxHeaderSize(rules.headBytesMax())
                .setMaxChunkSize(Incoming.WINDOW_BYTES)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    /// Whether a head has begun, but not ended.
    boolean isMidHead() {
        return isInHead || hasBytes();
    }

    /// Whether bytes wait to be decoded.
    boolean hasBytes() {
        return actualReadableBytes() > 0;
    }

    boolean isPaused() {
        return isPaused;
    }

    /// Whether the input has ended behind bytes that still wait.
    boolean holdsEnd() {
        return heldEnd != null;
    }

    /// Decodes nothing more until [#resume]; what arrives is kept as it is.
    void pause() {
        isPaused = true;
    }

    /// Throws away whatever comes from now on.
    void discardRest() {
        isBroken = true;
        isPaused = false;
        if (hasBytes()) {
            internalBuffer().skipBytes(actualReadableBytes());
        }
    }

    /// Opens the gate, and decodes what waits.
    void resume() throws Exception {
        if (!isPaused || context == null) {
            return;
        }
        isPaused = false;
        if (hasBytes()) {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        }
        Object end = heldEnd;
        if (end != null && !isPaused) {
            heldEnd = null;
            super.userEventTriggered(context, end);
        }
    }

    /// The end of the input would flush the gate: it waits its turn behind the bytes.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent && isPaused) {
            heldEnd = event;
            return;
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        if (isBroken) {
            buffer.skipBytes(buffer.readableBytes());
            return;
        }
        if (isPaused) {
            return;
        }
        reading = buffer;
        readingFrom = buffer.readerIndex();
        if (isInHead && hasFold(buffer)) {
            buffer.skipBytes(buffer.readableBytes());
            out.add(folded());
            isBroken = true;
            return;
        }
        super.decode(context, buffer, out);
        if (!out.isEmpty()) {
            isInHead = false;
            isPaused |= out.getLast() instanceof LastHttpContent;
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        ByteBuf buffer = reading;
        if (buffer != null && !isParted(buffer, line)) {
            throw new IllegalArgumentException("the words of the request line are parted by one space each");
        }
        if (!line[2].startsWith("HTTP/")) {
            throw new IllegalArgumentException("the request line does not end with a version");
        }
        isInHead = true;
        if (buffer != null && hasFold(buffer)) {
            throw new FoldException();
        }
        return super.createMessage(line);
    }

    /// Whether the line that ends before the reader index is its three words with a space between each, and nothing
    /// else.
    private boolean isParted(ByteBuf buffer, String[] line) {
        int end = buffer.readerIndex() - 2;
        int second = end - line[2].length() - 1;
        int first = second - line[1].length() - 1;
        int start = first - line[0].length();
        return start >= readingFrom
                && buffer.getByte(first) == ' '
                && buffer.getByte(second) == ' '
                && (start == readingFrom || buffer.getByte(start - 1) == '\n');
    }

    /// Looks at the beginning of each line from the reader index, which is one, to the end of the head or of the
    /// bytes.
    private static boolean hasFold(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (at < end) {
            byte first = buffer.getByte(at);
            if (first == ' ' || first == '\t') {
                return true;
            }
            if (first == '\r' || first == '\n') {
                return false;
            }
            int lineEnd = buffer.indexOf(at, end, (byte) '\n');
            if (lineEnd < 0) {
                return false;
            }
            at = lineEnd + 1;
        }
        return false;
    }

    private static HttpRequest folded() {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.setDecoderResult(DecoderResult.failure(new FoldException()));
        return request;
    }

    /// A header line that goes on in the next.
    static final class FoldException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        FoldException() {
            super("a header line is folded: each header has one line");
        }
    }
}
