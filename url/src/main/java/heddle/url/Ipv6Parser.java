package heddle.url;

import java.util.Arrays;

/// Reads an IPv6 address (URL Standard, section 3.5): eight pieces of up to four hexadecimal digits, `::` once for
/// a run of zeros, and an IPv4 address in place of the last two.
final class Ipv6Parser {
    private static final int PIECES = 8;
    private static final int NOT_COMPRESSED = -1;

    private final Source source;
    private final int end;
    private final int[] pieces = new int[PIECES];
    private int count;
    private int compressedAt = NOT_COMPRESSED;
    private int at;

    Ipv6Parser(Source source, int from, int to) {
        this.source = source;
        at = from;
        end = to;
    }

    /// The eight pieces.
    int[] parse() {
        if (next() == ':') {
            at++;
            if (next() != ':') {
                throw failure("begins with a single colon");
            }
            compress();
        }
        while (at < end) {
            if (count == PIECES) {
                throw failure("has more than eight pieces");
            }
            if (next() == ':') {
                if (compressedAt != NOT_COMPRESSED) {
                    throw failure("contains :: twice");
                }
                compress();
            } else if (!piece()) {
                break;
            }
        }
        expand();
        return pieces;
    }

    private void compress() {
        at++;
        count++;
        compressedAt = count;
    }

    /// Reads one piece and the colon after it; false if it was an IPv4 address, after which nothing follows.
    private boolean piece() {
        int start = at;
        int value = 0;
        while (at - start < 4 && PercentEncoding.hexValue(next()) >= 0) {
            value = value << 4 | PercentEncoding.hexValue(next());
            at++;
        }
        if (next() == '.' && at > start) {
            at = start;
            ipv4();
            return false;
        }
        if (next() == ':') {
            at++;
            if (at == end) {
                throw failure("ends in a single colon");
            }
        } else if (at < end) {
            throw failure("contains " + Excerpt.of(next()) + " where a colon or up to four hexadecimal digits belong");
        }
        pieces[count++] = value;
        return true;
    }

    private void ipv4() {
        if (count > PIECES - 2) {
            throw failure("has more than eight pieces");
        }
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (next() != '.') {
                    throw failure("ends in an IPv4 address that has not four numbers");
                }
                at++;
            }
            int number = ipv4Number();
            pieces[count + part / 2] = pieces[count + part / 2] << 8 | number;
        }
        if (at < end) {
            throw failure("goes on after its IPv4 address");
        }
        count += 2;
    }

    private int ipv4Number() {
        int start = at;
        int number = 0;
        while (Ascii.isDigit(next())) {
            if (at > start && number == 0) {
                throw failure("has a number with a leading zero in its IPv4 address");
            }
            number = number * 10 + next() - '0';
            if (number > 0xFF) {
                throw failure("has a number above 255 in its IPv4 address");
            }
            at++;
        }
        if (at == start) {
            throw failure("ends in an IPv4 address that lacks a number");
        }
        return number;
    }

    /// Moves the pieces after `::` to the end.
    private void expand() {
        if (compressedAt == NOT_COMPRESSED) {
            if (count < PIECES) {
                throw failure("has fewer than eight pieces and no ::");
            }
            return;
        }
        int moved = count - compressedAt;
        System.arraycopy(pieces, compressedAt, pieces, PIECES - moved, moved);
        Arrays.fill(pieces, compressedAt, PIECES - moved, 0);
    }

    private int next() {
        return at < end ? source.at(at) : -1;
    }

    private UrlParseException failure(String problem) {
        return source.failure(UrlPart.HOST, at, "the IPv6 address " + problem, "Write one such as [2001:db8::1]");
    }
}
