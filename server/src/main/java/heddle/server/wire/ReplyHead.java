package heddle.server.wire;

import java.nio.charset.StandardCharsets;

/// What the connection must know of a reply's head.
///
/// @param head its status and headers
/// @param framing how the peer finds the end of the body
/// @param closes whether the application wants the connection to end with this reply
public record ReplyHead(Head head, Framing framing, boolean closes) {
    /// A status and headers, written out for the version of HTTP that the peer speaks. What it gives is not to be
    /// changed.
    public interface Head {
        /// For HTTP/1: the status line and all header lines with their line ends, but for those that the connection
        /// adds: `Connection`, `Transfer-Encoding: chunked`, `Date`, `Server`.
        byte[] lines();

        /// For HTTP/2: names and values in turn, `:status` first, names in lower case; without `date`, `server` and
        /// what speaks of the connection.
        String[] fields();
    }

    /// How a body ends.
    public enum Framing {
        /// There is none, or its `Content-Length` is among the lines.
        MEASURED,
        /// In chunks; to a peer of HTTP/1.0, with the connection.
        CHUNKED
    }

    /// The head of the reply to a request that was refused.
    static ReplyHead of(Refusal refusal) {
        return new ReplyHead(new Refused(refusal), Framing.MEASURED, true);
    }

    /// The same, of a reply that the connection ends with.
    ReplyHead closing() {
        return new ReplyHead(head, framing, true);
    }

    private record Refused(Refusal refusal) implements Head {
        private static final String TYPE = "text/plain; charset=utf-8";

        @Override
        public byte[] lines() {
            return "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
                    .formatted(refusal.status().code(), refusal.status().reason(), TYPE, refusal.body().length)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String[] fields() {
            String code = Integer.toString(refusal.status().code());
            String length = Integer.toString(refusal.body().length);
            return new String[] {":status", code, "content-type", TYPE, "content-length", length};
        }
    }
}
