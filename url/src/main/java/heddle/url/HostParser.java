package heddle.url;

import heddle.url.idna.Idna;
import heddle.url.idna.InvalidDomainException;

/// Writes a host in its one form: the host parser of the URL Standard, section 3.5.
final class HostParser {
    private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";
    private static final String ADVICE =
            "Write a name such as example.com, an IPv4 address, or an IPv6 address in brackets";

    private final Source source;
    private final StringBuilder out;

    HostParser(Source source, StringBuilder out) {
        this.source = source;
        this.out = out;
    }

    void parse(int from, int to, Scheme scheme) {
        if (from < to && source.text.charAt(from) == '[') {
            ipv6(from, to);
        } else if (scheme.isSpecial()) {
            domain(from, to);
        } else {
            opaque(from, to);
        }
    }

    private void ipv6(int from, int to) {
        if (source.text.charAt(to - 1) != ']') {
            throw source.failure(
                    UrlPart.HOST, to, "the IPv6 address is not closed", "Write it in brackets, such as [::1]");
        }
        int[] pieces = new Ipv6Parser(source, from + 1, to - 1).parse();
        out.append('[');
        Ipv6Writer.append(out, pieces);
        out.append(']');
    }

    private void opaque(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.text.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0) {
                throw forbidden(i, c);
            }
        }
        PercentEncoding.append(out, source.text, from, to, EncodeSet.CONTROL);
    }

    private void domain(int from, int to) {
        int start = out.length();
        boolean isPlain = isPlain(from, to);
        if (isPlain) {
            Ascii.appendLower(out, source.text, from, to);
        } else {
            out.append(decoded(from, to));
        }
        if (out.length() == start) {
            throw source.failure(UrlPart.HOST, from, "nothing of the host is left once it is normalised", ADVICE);
        }
        for (int i = start; i < out.length(); i++) {
            if (isForbiddenInDomain(out.charAt(i))) {
                throw forbidden(isPlain ? from + i - start : from, out.charAt(i));
            }
        }
        if (Ipv4.endsInNumber(out, start, out.length())) {
            ipv4(start, from);
        }
    }

    /// Whether the range is ASCII without escapes; such a name is taken as it is, even if its `xn--` labels are not
    /// valid.
    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.text.charAt(i);
            if (c == '%' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private String decoded(int from, int to) {
        String domain = PercentEncoding.decode(source.text, from, to);
        if (domain == null) {
            throw source.failure(UrlPart.HOST, from, "the escapes in the host are not UTF-8", ADVICE);
        }
        try {
            return Idna.toAscii(domain);
        } catch (InvalidDomainException invalid) {
            var failure = source.failure(UrlPart.HOST, from, invalid.getMessage(), ADVICE);
            failure.initCause(invalid);
            throw failure;
        }
    }

    private void ipv4(int start, int from) {
        long address = Ipv4.parse(out, start, out.length());
        if (address < 0) {
            throw source.failure(
                    UrlPart.HOST,
                    from,
                    "the host ends in a number but is no IPv4 address",
                    "Write four numbers from 0 to 255, such as 127.0.0.1, or a name whose last label is no number");
        }
        out.setLength(start);
        Ipv4.append(out, address);
    }

    private UrlParseException forbidden(int index, int c) {
        return source.failure(
                UrlPart.HOST, index, "the host contains " + Excerpt.of(c) + ", which no host may", ADVICE);
    }

    private static boolean isForbiddenInDomain(char c) {
        return c <= ' ' || c == '%' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0;
    }
}
