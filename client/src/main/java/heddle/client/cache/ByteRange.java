package heddle.client.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a body that a request asks for (RFC 9110, 14.1.2).
///
/// @param first the first byte
/// @param end the byte after the last; not after `first` if there are none
/// @param whole how many bytes there are in all
record ByteRange(int first, int end, int whole) {
    private static final Pattern ONE = Pattern.compile("(?i:bytes)=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /// Of a body of that length; empty for what is no single range of bytes.
    static Optional<ByteRange> of(String range, int whole) {
        Matcher one = ONE.matcher(range);
        if (!one.matches() || range.endsWith("=-")) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long suffix = Long.parseLong(one.group(2));
            return Optional.of(new ByteRange((int) Math.max(0, whole - suffix), whole, whole));
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? whole - 1L : Long.parseLong(one.group(2));
        if (!one.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange((int) Math.min(first, whole), (int) Math.min(last + 1, whole), whole));
    }

    boolean isSatisfiable() {
        return first < end;
    }

    /// For Content-Range.
    @Override
    public String toString() {
        return isSatisfiable() ? "bytes %d-%d/%d".formatted(first, end - 1, whole) : "bytes */" + whole;
    }
}
