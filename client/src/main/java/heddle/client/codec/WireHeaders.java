package heddle.client.codec;

import heddle.http.Headers;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields that Netty's decoder reads, kept in the flat form that [Headers] takes as its own, and checked
/// as they come: a NUL or a bare CR in a value is refused; other control characters pass, as with curl. Names were
/// checked by [ResponseDecoder].
///
/// It does no more than the decoder asks: it adds and looks up. What the decoder would rewrite for later handlers
/// stays as it came.
final class WireHeaders extends EmptyHttpHeaders {
    static final HttpHeadersFactory FACTORY = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return new WireHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new WireHeaders();
        }
    };

    private String[] flat = new String[24];
    private int length;

    /// These fields as Heddle's own; to be called once, when all have come.
    Headers toHeaders() {
        return Headers.ofWire(flat, length);
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        return add(name.toString(), value);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        String text = withoutBlanks(value.toString());
        requireValue(name, text);
        if (length == flat.length) {
            flat = Arrays.copyOf(flat, 2 * length);
        }
        flat[length++] = name;
        flat[length++] = text;
        return this;
    }

    @Override
    public @Nullable String get(String name) {
        int at = find(name, 0);
        return at < 0 ? null : flat[at + 1];
    }

    @Override
    public List<String> getAll(String name) {
        int at = find(name, 0);
        if (at < 0) {
            return List.of();
        }
        var values = new ArrayList<String>(2);
        for (; at >= 0; at = find(name, at + 2)) {
            values.add(flat[at + 1]);
        }
        return values;
    }

    @Override
    public boolean contains(String name) {
        return find(name, 0) >= 0;
    }

    @Override
    public HttpHeaders set(String name, Object value) {
        return this;
    }

    @Override
    public HttpHeaders set(String name, Iterable<?> values) {
        return this;
    }

    @Override
    public HttpHeaders remove(String name) {
        return this;
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public int size() {
        return length / 2;
    }

    private int find(String name, int from) {
        for (int i = from; i < length; i += 2) {
            if (flat[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Of a folded line of which one part is empty, Netty leaves the blank that stands for the fold at an end of the
    /// value.
    private static String withoutBlanks(String value) {
        boolean hasBlank = value.startsWith(" ") || value.endsWith(" ");
        return hasBlank ? value.replaceAll("^[ \\t]+|[ \\t]+$", "") : value;
    }

    private static void requireValue(String name, String value) {
        boolean hasNul = value.indexOf(0) >= 0;
        if (hasNul || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a %s in header field '%s'".formatted(hasNul ? "NUL" : "bare CR", name));
        }
    }
}
