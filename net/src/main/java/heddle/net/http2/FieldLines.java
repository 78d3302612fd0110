package heddle.net.http2;

import io.netty.handler.codec.EmptyHeaders;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One section of fields as HPACK's decoder reads it: a head, or trailers. Checked as it comes, by RFC 9113, 8.2 and
/// 8.3: what breaks a rule is an [IllegalArgumentException], which makes the message malformed and its stream fail.
///
/// It does no more than the decoder asks: it adds and looks up. Blanks around a value are taken off, as curl does.
public final class FieldLines extends EmptyHeaders<CharSequence, CharSequence, Http2Headers> implements Http2Headers {
    private final boolean isRequest;
    private final int linesMax;
    private String[] flat = new String[24];
    private int length;
    private int lines;
    private @Nullable String method;
    private @Nullable String scheme;
    private @Nullable String authority;
    private @Nullable String path;
    private @Nullable String status;
    private boolean hasPseudo;

    FieldLines(boolean isRequest, int linesMax) {
        this.isRequest = isRequest;
        this.linesMax = linesMax;
    }

    /// Names and values in turn, in the order of the wire, for the caller to own; [#length] of them count.
    public String[] flat() {
        return flat;
    }

    /// How many elements of [#flat] there are.
    public int length() {
        return length;
    }

    /// Whether there were more lines than allowed; those beyond are not here.
    public boolean hasTooMany() {
        return lines > linesMax;
    }

    /// Whether any name began with a colon, as no trailer's does.
    public boolean hasPseudo() {
        return hasPseudo;
    }

    @Override
    public @Nullable String method() {
        return method;
    }

    @Override
    public @Nullable String scheme() {
        return scheme;
    }

    @Override
    public @Nullable String authority() {
        return authority;
    }

    @Override
    public @Nullable String path() {
        return path;
    }

    @Override
    public @Nullable String status() {
        return status;
    }

    @Override
    public Http2Headers add(CharSequence name, CharSequence value) {
        String text = FieldRules.value(name, value.toString());
        if (!name.isEmpty() && name.charAt(0) == ':') {
            addPseudo(name.toString(), text);
            return this;
        }
        FieldRules.requireName(name);
        FieldRules.requireEndToEnd(name, text);
        if (++lines > linesMax) {
            return this;
        }
        if (length == flat.length) {
            flat = Arrays.copyOf(flat, 2 * length);
        }
        flat[length++] = name.toString();
        flat[length++] = text;
        return this;
    }

    private void addPseudo(String name, String value) {
        hasPseudo = true;
        if (lines > 0) {
            throw new IllegalArgumentException("it stands behind fields that are no pseudo fields");
        }
        if (name.equals(":status") != !isRequest) {
            throw new IllegalArgumentException("it has no place here");
        }
        switch (name) {
            case ":method" -> method = first(method, value);
            case ":scheme" -> scheme = first(scheme, value);
            case ":authority" -> authority = first(authority, value);
            case ":path" -> path = first(path, value);
            case ":status" -> status = first(status, value);
            default -> throw new IllegalArgumentException("it is no pseudo field that is known here");
        }
    }

    private static String first(@Nullable String before, String value) {
        if (before != null) {
            throw new IllegalArgumentException("it comes twice");
        }
        return value;
    }

    // ---- what Netty's decoder asks for itself

    @Override
    public List<CharSequence> getAll(CharSequence name) {
        var values = new ArrayList<CharSequence>(2);
        for (int i = 0; i < length; i += 2) {
            if (flat[i].contentEquals(name)) {
                values.add(flat[i + 1]);
            }
        }
        return values;
    }

    @Override
    public Http2Headers setLong(CharSequence name, long value) {
        return this;
    }

    @Override
    public int size() {
        return length / 2;
    }

    @Override
    public boolean isEmpty() {
        return length == 0 && !hasPseudo;
    }

    @Override
    public boolean contains(CharSequence name, CharSequence value, boolean caseInsensitive) {
        return getAll(name).stream().anyMatch(text -> text.toString().contentEquals(value));
    }

    @Override
    public Iterator<CharSequence> valueIterator(CharSequence name) {
        return getAll(name).iterator();
    }

    @Override
    public Http2Headers method(CharSequence value) {
        return this;
    }

    @Override
    public Http2Headers scheme(CharSequence value) {
        return this;
    }

    @Override
    public Http2Headers authority(CharSequence value) {
        return this;
    }

    @Override
    public Http2Headers path(CharSequence value) {
        return this;
    }

    @Override
    public Http2Headers status(CharSequence value) {
        return this;
    }

    @Override
    public String toString() {
        return "FieldLines[%s, %d lines]".formatted(isRequest ? method + " " + path : status, lines);
    }
}
