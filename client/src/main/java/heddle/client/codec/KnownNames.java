package heddle.client.codec;

import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of header fields that servers send most, found by their bytes, so that no text is made of them for
/// each response.
final class KnownNames {
    private static final int SLOTS = 256;
    private static final @Nullable AsciiString[] TABLE = new @Nullable AsciiString[SLOTS];

    static {
        for (String name : List.of(
                "Server",
                "Date",
                "Content-Type",
                "Content-Length",
                "Last-Modified",
                "Connection",
                "ETag",
                "Accept-Ranges",
                "Cache-Control",
                "Transfer-Encoding",
                "Content-Encoding",
                "Vary",
                "Expires",
                "Set-Cookie",
                "Location",
                "Keep-Alive",
                "Age",
                "Via",
                "Pragma",
                "Link",
                "Alt-Svc",
                "Strict-Transport-Security",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "X-XSS-Protection",
                "Content-Security-Policy",
                "Referrer-Policy",
                "Access-Control-Allow-Origin",
                "X-Powered-By",
                "X-Cache",
                "CF-RAY",
                "Content-Language",
                "Content-Disposition",
                "Retry-After")) {
            put(AsciiString.cached(name));
            put(AsciiString.cached(AsciiString.of(name).toLowerCase().toString()));
        }
    }

    private KnownNames() {}

    /// The name that these bytes spell, in the same case, if it is a known one.
    static @Nullable AsciiString find(byte[] bytes, int start, int length) {
        if (length == 0) {
            return null;
        }
        AsciiString name = TABLE[slot(bytes, start, length)];
        boolean isIt = name != null
                && name.length() == length
                && Arrays.equals(
                        bytes, start, start + length, name.array(), name.arrayOffset(), name.arrayOffset() + length);
        return isIt ? name : null;
    }

    /// Names that share a slot are not kept: they are read as any other.
    private static void put(AsciiString name) {
        int slot = slot(name.array(), name.arrayOffset(), name.length());
        if (TABLE[slot] == null) {
            TABLE[slot] = name;
        }
    }

    private static int slot(byte[] bytes, int start, int length) {
        int mixed = length * 31 + bytes[start] * 7 + bytes[start + length - 1] * 17 + bytes[start + length / 2] * 13;
        return mixed & (SLOTS - 1);
    }
}
