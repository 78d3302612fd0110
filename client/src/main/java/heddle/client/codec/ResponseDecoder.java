package heddle.client.codec;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/// Netty's response decoder, told when a response is expected and of what kind, and stricter in two places: bytes
/// that nobody asked for never reach it, nor do those that follow the response, of which it would skip line ends; and a
/// blank before the colon of a field is an error.
///
/// As lax as curl where that is safe on a connection without pipelining: a bare LF ends a line of the head, leading
/// empty lines are skipped, a folded line is unfolded. Where a message ends is checked once more by
/// the reader of its objects.
public final class ResponseDecoder extends HttpResponseDecoder {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int PIECE_BYTES_MAX = 64 << 10;

    private final Runnable unasked;
    private final Runnable firstBytes;
    private boolean isExpecting;
    private boolean hasBegun;
    private boolean isHeadOnly;
    private long received;
    private boolean isInterim;

    /// Whether the last byte of the expected response has been read.
    private boolean isOver;

    /// `firstBytes` is told when a response begins, `unasked` when bytes come that belong to none.
    public ResponseDecoder(int headBytesMax, Runnable firstBytes, Runnable unasked) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(headBytesMax)
                .setMaxHeaderSize(headBytesMax)
                .setMaxChunkSize(PIECE_BYTES_MAX)
                .setStrictLineParsing(false)
                .setAllowDuplicateContentLengths(true)
                .setHeadersFactory(WireHeaders.FACTORY)
                .setTrailersFactory(WireHeaders.FACTORY));
        this.firstBytes = firstBytes;
        this.unasked = unasked;
    }

    /// From now on one response may come.
    public void expect(boolean headOnly) {
        isExpecting = true;
        hasBegun = false;
        isHeadOnly = headOnly;
        received = 0;
        isOver = false;
    }

    /// The response is over: from now on nothing may come.
    public void rest() {
        isExpecting = false;
    }

    /// Whether any byte of the expected response has come.
    public boolean hasBegun() {
        return hasBegun;
    }

    /// How many bytes of the expected response have been decoded.
    public long decodedBytes() {
        return received - actualReadableBytes();
    }

    /// Whether bytes are left that no response has used.
    public boolean hasLeftover() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!isExpecting) {
            ((ByteBuf) message).release();
            unasked.run();
            return;
        }
        if (!hasBegun) {
            hasBegun = true;
            firstBytes.run();
        }
        received += ((ByteBuf) message).readableBytes();
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> objects) throws Exception {
        if (isOver) {
            return; // what is left belongs to no response
        }
        super.decode(context, bytes, objects);
        isOver = !isInterim && !objects.isEmpty() && objects.getLast() instanceof LastHttpContent;
    }

    @Override
    protected HttpMessage createMessage(String[] statusLine) {
        WireResponse response = WireResponse.of(statusLine[0], statusLine[1], statusLine[2]);
        isInterim = response.isInterim();
        return response;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return isHeadOnly || super.isContentAlwaysEmpty(message);
    }

    /// Netty takes tabs and bare CRs for blanks; here one blank ends the version.
    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        if (start + length < line.length && isOddBlank(line[start + length])) {
            throw new IllegalArgumentException("a control character after the version of the status line");
        }
        return super.splitFirstWordInitialLine(line, start, length);
    }

    /// Netty looks at the last byte of the line alone, so a blank behind a control character would let it in.
    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        String reason = super.splitThirdWordInitialLine(line, start, length);
        if (isOddBlank(line[start - 1]) || reason.indexOf('\r') >= 0 || reason.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a bare CR or a NUL in the status line");
        }
        if (!reason.isEmpty() && isControl(reason.charAt(reason.length() - 1))) {
            throw new IllegalArgumentException("a control character at the end of the status line");
        }
        return reason;
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }

    private static boolean isOddBlank(byte b) {
        return b == '\t' || b == '\r' || b == 0x0B || b == 0x0C;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (line[start + length] != ':') {
            throw new IllegalArgumentException("blank before the colon of a header field");
        }
        AsciiString known = KnownNames.find(line, start, length);
        if (known != null) {
            return known;
        }
        requireToken(line, start, length);
        return super.splitHeaderName(line, start, length);
    }

    private static void requireToken(byte[] line, int start, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a header field without a name");
        }
        for (int i = start; i < start + length; i++) {
            int c = line[i];
            boolean isLetterOrDigit = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && TOKEN_MARKS.indexOf(c) < 0) {
                throw new IllegalArgumentException(
                        "character U+%04X in the name of a header field".formatted(c & 0xFF));
            }
        }
    }
}
