package heddle.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The header fields of a message, or its trailers: immutable, in the order of the wire, names compared without
/// case (RFC 9110, 5.1). A name may occur many times (5.3).
///
/// Lookup walks a flat array of names and values: a message has a dozen fields, and limits keep it at hundreds.
/// Neither building from the wire nor lookup copies a name or a value.
public final class Headers implements Iterable<Headers.Field> {
    private static final Headers EMPTY = new Headers(new String[0], 0);

    private static final Set<String> SECRET = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "api-key",
            "x-api-key",
            "x-auth-token",
            "private-token",
            "x-amz-security-token",
            "x-csrf-token");

    /// Names at even indexes, their values after them; what lies past the length is not part of the headers.
    private final String[] flat;

    private final int length;

    private Headers(String[] flat, int length) {
        this.flat = flat;
        this.length = length;
    }

    /// One header field: a name and one line of value.
    public record Field(String name, String value) {}

    /// No headers.
    public static Headers empty() {
        return EMPTY;
    }

    /// Headers of names and values in turn: `Headers.of("Accept", "text/html", "X-Trace", "7")`.
    ///
    /// Throws [InvalidRequestException] where [Builder#add] does, and [IllegalArgumentException] for a name without
    /// a value.
    public static Headers of(String... namesAndValues) {
        requirePairs(namesAndValues.length);
        var builder = new Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /// Headers of what a codec has read and checked already: names and values in turn in the first `length`
    /// elements.
    ///
    /// Nothing is checked or copied; the array belongs to the headers from here on. Only for names and values from
    /// the wire: what a caller supplies goes through [#builder].
    public static Headers ofWire(String[] namesAndValues, int length) {
        requirePairs(length);
        return length == 0 ? EMPTY : new Headers(namesAndValues, length);
    }

    /// A builder without fields.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder that starts with these fields.
    public Builder toBuilder() {
        var builder = new Builder();
        builder.append(this);
        return builder;
    }

    /// The number of fields; a name that occurs twice counts twice.
    public int size() {
        return length / 2;
    }

    /// Whether there is no field at all.
    public boolean isEmpty() {
        return length == 0;
    }

    /// The name of the field at that index, as it was written.
    public String name(int index) {
        return flat[offset(index)];
    }

    /// The value of the field at that index.
    public String value(int index) {
        return flat[offset(index) + 1];
    }

    /// Whether a field of that name is there.
    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /// The value of the first field of that name.
    public Optional<String> first(String name) {
        int at = find(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(flat[at + 1]);
    }

    /// The values of all fields of that name, in order, a value a line; lists in them are not split (see
    /// [#members]).
    public List<String> all(String name) {
        int at = find(name, 0);
        if (at < 0) {
            return List.of();
        }
        int next = find(name, at + 2);
        if (next < 0) {
            return List.of(flat[at + 1]);
        }
        var values = new ArrayList<String>();
        for (; at >= 0; at = find(name, at + 2)) {
            values.add(flat[at + 1]);
        }
        return List.copyOf(values);
    }

    /// All fields of that name as one value, joined by `, ` (RFC 9110, 5.3). Not for Set-Cookie, whose values hold
    /// commas.
    public Optional<String> joined(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /// The members of a list field over all its lines (RFC 9110, 5.6.1): split at commas outside quotes, blanks and
    /// empty members removed.
    public List<String> members(String name) {
        List<String> lines = all(name);
        if (lines.isEmpty()) {
            return lines;
        }
        var members = new ArrayList<String>();
        for (String line : lines) {
            ListSyntax.split(line, members);
        }
        return List.copyOf(members);
    }

    /// Whether a list field has that member, compared without case: `hasMember("Connection", "close")`.
    public boolean hasMember(String name, String member) {
        for (int at = find(name, 0); at >= 0; at = find(name, at + 2)) {
            String line = flat[at + 1];
            if (line.equalsIgnoreCase(member)) {
                return true;
            }
            if (line.indexOf(',') >= 0 && ListSyntax.contains(line, member)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Iterator<Field> iterator() {
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index < size();
            }

            @Override
            public Field next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the headers have %d fields".formatted(size()));
                }
                return new Field(name(index), value(index++));
            }
        };
    }

    /// Equal when the same fields come in the same order, names compared without case.
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Headers headers) || length != headers.length) {
            return false;
        }
        for (int i = 0; i < length; i += 2) {
            if (!flat[i].equalsIgnoreCase(headers.flat[i]) || !flat[i + 1].equals(headers.flat[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i += 2) {
            hash = 31 * hash + flat[i].toLowerCase(Locale.ROOT).hashCode();
            hash = 31 * hash + flat[i + 1].hashCode();
        }
        return hash;
    }

    /// Whether the values of this field are not to be shown: credentials, tokens and cookies, by the names that are
    /// usual for them.
    public static boolean isSecret(String name) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT));
    }

    /// The same fields with `***` in place of what [is secret][#isSecret].
    public Headers masked() {
        String[] masked = Arrays.copyOf(flat, length);
        for (int i = 0; i < length; i += 2) {
            if (isSecret(flat[i])) {
                masked[i + 1] = "***";
            }
        }
        return new Headers(masked, length);
    }

    /// A line a field, fit for logs: credentials and cookies are hidden.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Field field : masked()) {
            text.append(field.name()).append(": ").append(field.value()).append('\n');
        }
        return text.toString();
    }

    private int offset(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("field %d of headers with %d fields".formatted(index, size()));
        }
        return 2 * index;
    }

    /// Where the first field of that name lies at or after an offset, or −1.
    private int find(String name, int from) {
        for (int i = from; i < length; i += 2) {
            if (flat[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void requirePairs(int length) {
        if ((length & 1) != 0) {
            throw new IllegalArgumentException("%d names and values do not make pairs".formatted(length));
        }
    }

    /// Collects fields; every name and value is checked as it comes in, and the message of a refusal says where the
    /// fault is, but never shows the value. Not for use by two threads at once.
    public static final class Builder {
        private String[] flat = new String[16];
        private int length;

        private Builder() {}

        /// Adds a field after all others.
        ///
        /// Throws [InvalidRequestException] when the name is no token, or the value has a line break, another
        /// control character or a character above U+00FF. Blanks around the value are dropped (RFC 9110, 5.5).
        public Builder add(String name, String value) {
            FieldSyntax.requireToken("header name", name);
            append(name, FieldSyntax.requireValue(name, value));
            return this;
        }

        /// Replaces all fields of that name by one, in the place of the first. Throws as [#add].
        public Builder replace(String name, String value) {
            FieldSyntax.requireToken("header name", name);
            String checked = FieldSyntax.requireValue(name, value);
            int at = find(name);
            if (at < 0) {
                append(name, checked);
                return this;
            }
            flat[at] = name;
            flat[at + 1] = checked;
            removeFrom(at + 2, name);
            return this;
        }

        /// Removes all fields of that name.
        public Builder remove(String name) {
            removeFrom(0, name);
            return this;
        }

        /// Adds all fields of other headers.
        public Builder addAll(Headers headers) {
            append(headers);
            return this;
        }

        /// Whether a field of that name is there.
        public boolean has(String name) {
            return find(name) >= 0;
        }

        /// The headers collected so far; the builder can go on.
        public Headers build() {
            return length == 0 ? EMPTY : new Headers(Arrays.copyOf(flat, length), length);
        }

        private void append(Headers headers) {
            for (int i = 0; i < headers.length; i += 2) {
                append(headers.flat[i], headers.flat[i + 1]);
            }
        }

        private void append(String name, String value) {
            if (length == flat.length) {
                flat = Arrays.copyOf(flat, 2 * length);
            }
            flat[length] = name;
            flat[length + 1] = value;
            length += 2;
        }

        private int find(String name) {
            for (int i = 0; i < length; i += 2) {
                if (flat[i].equalsIgnoreCase(name)) {
                    return i;
                }
            }
            return -1;
        }

        private void removeFrom(int start, String name) {
            int kept = start;
            for (int i = start; i < length; i += 2) {
                if (!flat[i].equalsIgnoreCase(name)) {
                    flat[kept] = flat[i];
                    flat[kept + 1] = flat[i + 1];
                    kept += 2;
                }
            }
            length = kept;
        }
    }
}
