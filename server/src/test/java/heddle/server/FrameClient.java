package heddle.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A peer that speaks HTTP/2 frame by frame, as raw as anyone wants. Every read fails after ten seconds.
final class FrameClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder fields = new DefaultHttp2HeadersDecoder(false);
    private final Map<Integer, Long> windows = new HashMap<>();

    /// What has been read and not yet asked for.
    private final Deque<Frame> aside = new ArrayDeque<>();

    private FrameClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isLast() {
            return (flags & END_STREAM) != 0;
        }

        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        String text() {
            return new String(payload, StandardCharsets.ISO_8859_1);
        }
    }

    record Answer(Map<String, String> fields, String body) {
        String status() {
            return fields.getOrDefault(":status", "");
        }
    }

    /// Connects and says hello, with these settings: ids and values in turn.
    static FrameClient connect(InetSocketAddress address, int... settings) throws IOException {
        var client = new FrameClient(new Socket(address.getAddress(), address.getPort()));
        client.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        var payload = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        client.send(SETTINGS, 0, 0, payload.array());
        client.send(SETTINGS, ACK, 0, new byte[0]); // whatever the server says
        return client;
    }

    FrameClient get(int stream, String path) throws IOException {
        return headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "a.example", ":path", path);
    }

    FrameClient post(int stream, String path) throws IOException {
        return headers(stream, false, ":method", "POST", ":scheme", "http", ":authority", "a.example", ":path", path);
    }

    FrameClient headers(int stream, boolean isLast, String... namesAndValues) throws IOException {
        return send(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, block(namesAndValues));
    }

    FrameClient data(int stream, boolean isLast, byte[] bytes) throws IOException {
        return send(DATA, isLast ? END_STREAM : 0, stream, bytes);
    }

    FrameClient data(int stream, boolean isLast, String text) throws IOException {
        return data(stream, isLast, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    FrameClient reset(int stream, int code) throws IOException {
        return send(RST_STREAM, 0, stream, number(code));
    }

    FrameClient openWindow(int stream, int bytes) throws IOException {
        return send(WINDOW_UPDATE, 0, stream, number(bytes));
    }

    FrameClient send(int type, int flags, int stream, byte[] payload) throws IOException {
        return write(ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }

    FrameClient write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// The next frame; settings, and window updates, which are counted, are passed over.
    Frame next() throws IOException {
        Frame kept = aside.poll();
        return kept == null ? arriving() : kept;
    }

    private Frame arriving() throws IOException {
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

    Frame await(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    /// By how much the server has opened a window so far; 0 for the connection's.
    long window(int stream) {
        return windows.getOrDefault(stream, 0L);
    }

    Map<String, String> decode(Frame frame) throws Http2Exception {
        var map = new HashMap<String, String>();
        fields.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()))
                .forEach(field ->
                        map.put(field.getKey().toString(), field.getValue().toString()));
        return map;
    }

    /// The next whole reply. Frames of others that come in between are kept for later.
    Answer answer() throws IOException, Http2Exception {
        Frame head = await(HEADERS);
        var fields = decode(head);
        var body = new StringBuilder();
        var others = new ArrayDeque<Frame>();
        for (Frame last = head; !last.isLast(); ) {
            Frame frame = next();
            if (frame.stream() != head.stream()) {
                others.add(frame);
            } else if (frame.type() == DATA) {
                body.append(frame.text());
                last = frame;
            }
        }
        others.addAll(aside);
        aside.clear();
        aside.addAll(others);
        return new Answer(fields, body.toString());
    }

    /// Waits until the server has closed; the code of its last GOAWAY, or -1.
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

    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
