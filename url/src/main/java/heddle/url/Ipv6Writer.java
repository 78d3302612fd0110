package heddle.url;

/// Writes an IPv6 address as RFC 5952 asks: lower-case, no leading zeros, and `::` for the first of the longest
/// runs of zeros.
final class Ipv6Writer {
    private Ipv6Writer() {}

    static void append(StringBuilder out, int[] pieces) {
        int compressed = -1;
        int compressedEnd = -1;
        for (int i = 0; i < pieces.length; i++) {
            int end = i;
            while (end < pieces.length && pieces[end] == 0) {
                end++;
            }
            if (end - i > Math.max(1, compressedEnd - compressed)) {
                compressed = i;
                compressedEnd = end;
            }
            i = Math.max(i, end - 1);
        }
        for (int i = 0; i < pieces.length; i++) {
            if (i == compressed) {
                out.append(i == 0 ? "::" : ":");
                i = compressedEnd - 1;
            } else {
                out.append(Integer.toHexString(pieces[i]));
                if (i < pieces.length - 1) {
                    out.append(':');
                }
            }
        }
    }
}
