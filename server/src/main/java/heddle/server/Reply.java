package heddle.server;

import heddle.http.Headers;
import heddle.http.Status;
import heddle.http.event.ServerSentEvent;
import heddle.net.http2.FieldRules;
import heddle.server.wire.ReplyHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a handler answers: a status, headers, and a body that is there already or is written while it goes out.
///
/// Immutable; each method that changes something makes another reply. One that never changes can be kept and
/// returned over and over: its head is written out once.
public final class Reply {
    private static final byte[] NOTHING = {};

    /// What the connection writes itself.
    private static final Set<String> RESERVED = Set.of("content-length", "transfer-encoding", "date", "server");

    private final Status status;
    private final Headers headers;
    private final Content content;

    private final Written written = new Written();

    private Reply(Status status, Headers headers, Content content) {
        this.status = status;
        this.headers = headers;
        this.content = content;
    }

    sealed interface Content {
        /// A body that is there.
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Fixed(byte[] bytes) implements Content {}

        /// No body, and another protocol on the connection from then on.
        record Upgraded(Upgrade upgrade) implements Content {}

        /// A body that is written when its turn comes; a negative length is one that nobody knows.
        record Streamed(long length, ReplyBody body) implements Content {}
    }

    /// 200 and a text.
    public static Reply text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// 200 and bytes of that media type. The array belongs to the reply from here on, and is not changed by it.
    public static Reply bytes(String mediaType, byte[] bytes) {
        return new Reply(Status.OK, Headers.of("Content-Type", mediaType), new Content.Fixed(bytes));
    }

    /// That status and no body.
    public static Reply empty(Status status) {
        return new Reply(Status.OK, Headers.empty(), new Content.Fixed(NOTHING)).status(status);
    }

    /// 200 and a body of that media type that is written while it goes out, in chunks.
    public static Reply stream(String mediaType, ReplyBody body) {
        return new Reply(Status.OK, Headers.of("Content-Type", mediaType), new Content.Streamed(-1, body));
    }

    /// As [#stream(String, ReplyBody)], with a length that is known before: the peer can see how far it is.
    public static Reply stream(String mediaType, long length, ReplyBody body) {
        if (length < 0) {
            throw new IllegalArgumentException("a body cannot have %d bytes".formatted(length));
        }
        return new Reply(Status.OK, Headers.of("Content-Type", mediaType), new Content.Streamed(length, body));
    }

    /// 200 and a stream of server-sent events, which no cache keeps.
    public static Reply events(EventBody body) {
        return stream(ServerSentEvent.MEDIA_TYPE, writer -> body.writeTo(new EventWriter(writer)))
                .header("Cache-Control", "no-store");
    }

    /// 101, and that on the connection.
    static Reply upgrade(Headers headers, Upgrade upgrade) {
        return new Reply(Status.of(101), headers, new Content.Upgraded(upgrade));
    }

    /// The same with another status. Throws [IllegalArgumentException] for a 1xx, which is never the last word.
    public Reply status(Status status) {
        if (status.code() < 200) {
            throw new IllegalArgumentException(
                    status.code() + " announces a reply and is none; give it one from 200 on");
        }
        return new Reply(status, headers, content);
    }

    /// The same with one more header. `Connection: close` ends the connection after this reply.
    ///
    /// Throws `InvalidRequestException` for a name or value that no header can have, and [IllegalArgumentException]
    /// for `Content-Length`, `Transfer-Encoding`, `Date` and `Server`, which the server writes itself.
    public Reply header(String name, String value) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " is the server's to set; give the body itself, or its length");
        }
        return new Reply(status, headers.toBuilder().add(name, value).build(), content);
    }

    /// Its status.
    public Status status() {
        return status;
    }

    /// Its headers, without those that the connection adds.
    public Headers headers() {
        return headers;
    }

    Content content() {
        return content;
    }

    /// The status and all headers that do not depend on the connection, as the wire wants them.
    ReplyHead.Head written() {
        return written;
    }

    /// Writes the head out, once for each version of HTTP. A race to make it is harmless: all make the same.
    private final class Written implements ReplyHead.Head {
        private volatile byte[] lines = NOTHING;
        private volatile String[] fields = {};

        @Override
        public byte[] lines() {
            byte[] made = lines;
            if (made.length == 0) {
                made = makeLines();
                lines = made;
            }
            return made;
        }

        @Override
        public String[] fields() {
            String[] made = fields;
            if (made.length == 0) {
                made = makeFields();
                fields = made;
            }
            return made;
        }
    }

    private String[] makeFields() {
        var fields = new ArrayList<String>();
        fields.addAll(List.of(":status", Integer.toString(status.code())));
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            if (FieldRules.isEndToEnd(name, headers.value(i))) {
                fields.addAll(List.of(name, headers.value(i)));
            }
        }
        if (length() >= 0 && hasBody()) {
            fields.addAll(List.of("content-length", Long.toString(length())));
        }
        return fields.toArray(String[]::new);
    }

    private byte[] makeLines() {
        var text = new StringBuilder(128)
                .append("HTTP/1.1 ")
                .append(status.code())
                .append(' ')
                .append(status.reason());
        text.append("\r\n");
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.name(i).equalsIgnoreCase("Connection")) {
                text.append(headers.name(i))
                        .append(": ")
                        .append(headers.value(i))
                        .append("\r\n");
            }
        }
        if (headers.has("Upgrade")) {
            text.append("Connection: Upgrade\r\n");
        }
        long length = length();
        if (length >= 0 && hasBody()) {
            text.append("Content-Length: ").append(length).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Of the body; negative when nobody knows.
    long length() {
        return switch (content) {
            case Content.Fixed fixed -> fixed.bytes().length;
            case Content.Streamed streamed -> streamed.length();
            case Content.Upgraded _ -> 0;
        };
    }

    /// Whether a reply of this status can have a body at all (RFC 9110, 6.4.1).
    public boolean hasBody() {
        return status.code() >= 200 && status.code() != 204 && status.code() != 304;
    }

    boolean closes() {
        return headers.hasMember("Connection", "close");
    }

    @Override
    public String toString() {
        return "Reply[" + status.code() + " " + status.reason() + ", "
                + content.getClass().getSimpleName() + "]";
    }
}
