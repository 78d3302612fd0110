package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// One connection of a [FramePeer], seen from the server: frames in and out, as raw as anyone wants them.
final class FrameConnection {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_HEADER_LIST_SIZE = 6;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder fields = new DefaultHttp2HeadersDecoder(false);

    /// What the client said in its first SETTINGS.
    private final Map<Integer, Long> settings = new HashMap<>();

    /// By how much the client has opened each stream's window, 0 for the connection's.
    private final Map<Integer, Long> windows = new HashMap<>();

    FrameConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /// The error code of RST_STREAM.
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        String text() {
            return new String(payload, StandardCharsets.ISO_8859_1);
        }
    }

    /// A request's head: its stream, its fields, and whether that was all.
    record Head(int stream, Map<String, String> fields, boolean isLast) {
        String path() {
            return fields.getOrDefault(":path", "");
        }
    }

    // ---- greeting

    void greet(int... idsAndValues) throws IOException {
        assertThat(new String(in.readNBytes(PREFACE.length()), StandardCharsets.US_ASCII))
                .isEqualTo(PREFACE);
        Frame first = read();
        assertThat(first.type()).isEqualTo(SETTINGS);
        var values = ByteBuffer.wrap(first.payload());
        while (values.hasRemaining()) {
            settings.put((int) values.getShort(), values.getInt() & 0xFFFFFFFFL);
        }
        settings(idsAndValues);
        send(SETTINGS, ACK, 0, new byte[0]);
    }

    void settings(int... idsAndValues) throws IOException {
        var payload = ByteBuffer.allocate(idsAndValues.length * 3);
        for (int i = 0; i < idsAndValues.length; i += 2) {
            payload.putShort((short) idsAndValues[i]).putInt(idsAndValues[i + 1]);
        }
        send(SETTINGS, 0, 0, payload.array());
    }

    long setting(int id) {
        return settings.getOrDefault(id, -1L);
    }

    // ---- what comes

    /// The next frame; window updates and acknowledgements are counted and passed over, settings acknowledged.
    Frame next() throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.type() == WINDOW_UPDATE) {
                windows.merge(
                        frame.stream(), (long) ByteBuffer.wrap(frame.payload()).getInt(), Long::sum);
            } else if (frame.type() != SETTINGS) {
                return frame;
            }
        }
    }

    /// The next frame of that type; others are passed over.
    Frame await(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    /// Reads on until the client has opened that window by so many bytes in all.
    void awaitWindow(int stream, long bytes) throws IOException {
        while (window(stream) < bytes) {
            Frame frame = read();
            if (frame.type() == WINDOW_UPDATE) {
                windows.merge(
                        frame.stream(), (long) ByteBuffer.wrap(frame.payload()).getInt(), Long::sum);
            }
        }
    }

    long window(int stream) {
        return windows.getOrDefault(stream, 0L);
    }

    /// The next request head; whatever comes before is passed over.
    Head request() throws IOException, Http2Exception {
        Frame frame = await(HEADERS);
        assertThat(frame.has(END_HEADERS)).isTrue();
        return new Head(frame.stream(), decode(frame), frame.has(END_STREAM));
    }

    Map<String, String> decode(Frame frame) throws Http2Exception {
        Http2Headers decoded = fields.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
        var map = new HashMap<String, String>();
        decoded.forEach(field ->
                map.merge(field.getKey().toString(), field.getValue().toString(), (one, other) -> one + "; " + other));
        return map;
    }

    /// The body of a request up to its end, window opened as it comes.
    String body(int stream) throws IOException {
        var text = new StringBuilder();
        while (true) {
            Frame frame = await(DATA);
            assertThat(frame.stream()).isEqualTo(stream);
            text.append(frame.text());
            if (frame.has(END_STREAM)) {
                return text.toString();
            }
            if (frame.payload().length > 0) {
                openWindow(stream, frame.payload().length);
                openWindow(0, frame.payload().length);
            }
        }
    }

    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
    }

    /// Reads on up to the end of a request's head, but no more than so many bytes; whether the head was read.
    boolean readHead(int bytesMax) throws IOException {
        int left = bytesMax;
        while (true) {
            byte[] start = in.readNBytes(Math.min(9, left));
            left -= start.length;
            if (left == 0) {
                return false;
            }
            if (start.length < 9) {
                throw new EOFException("the client has closed");
            }
            int length = ByteBuffer.wrap(start).getInt() >>> 8;
            int read = in.readNBytes(Math.min(length, left)).length;
            left -= read;
            if (read < length) {
                return false;
            }
            if (start[3] == HEADERS) {
                return true;
            }
        }
    }

    /// Waits until the client has closed; the last thing it said by GOAWAY, or -1.
    int awaitClose() {
        int code = -1;
        try {
            while (true) {
                Frame frame = read();
                code = frame.type() == GOAWAY ? frame.code() : code;
            }
        } catch (IOException _) {
            return code;
        }
    }

    // ---- what goes

    void respond(int stream, String body) throws IOException {
        headers(stream, false, ":status", "200");
        data(stream, true, body);
    }

    void headers(int stream, boolean isLast, String... namesAndValues) throws IOException {
        send(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, block(namesAndValues));
    }

    void data(int stream, boolean isLast, String text) throws IOException {
        data(stream, isLast, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void data(int stream, boolean isLast, byte[] bytes) throws IOException {
        send(DATA, isLast ? END_STREAM : 0, stream, bytes);
    }

    void reset(int stream, int code) throws IOException {
        send(RST_STREAM, 0, stream, number(code));
    }

    void goAway(int last, int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        send(
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8 + text.length)
                        .putInt(last)
                        .putInt(code)
                        .put(text)
                        .array());
    }

    void openWindow(int stream, int bytes) throws IOException {
        send(WINDOW_UPDATE, 0, stream, number(bytes));
    }

    void send(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(frame(type, flags, stream, payload));
        out.flush();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// The head of a request by HTTP/1.1, which the client has turned to.
    String plainHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Waits until the client has closed, whatever it says until then.
    void awaitEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /// Ends the output, and still reads.
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// A block of fields, each a literal with a literal name, never indexed (RFC 7541, 6.2.3).
    static byte[] block(String... namesAndValues) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            bytes.write(0x10);
            string(bytes, namesAndValues[i]);
            string(bytes, namesAndValues[i + 1]);
        }
        return bytes.toByteArray();
    }

    private static void string(ByteArrayOutputStream bytes, String text) {
        int length = text.length();
        if (length < 127) {
            bytes.write(length);
        } else {
            bytes.write(127);
            int rest = length - 127;
            for (; rest >= 128; rest /= 128) {
                bytes.write(rest % 128 + 128);
            }
            bytes.write(rest);
        }
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
