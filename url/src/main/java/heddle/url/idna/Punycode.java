package heddle.url.idna;

/// Unicode labels as ASCII letters, digits and hyphens: RFC 3492, with its parameters and names.
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    static String encode(String label) {
        int[] codePoints = label.codePoints().toArray();
        var out = new StringBuilder();
        for (int codePoint : codePoints) {
            if (codePoint < INITIAL_N) {
                out.append((char) codePoint);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < codePoints.length) {
            int next = smallestFrom(codePoints, n);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int codePoint : codePoints) {
                if (codePoint < n) {
                    delta++;
                } else if (codePoint == n) {
                    appendNumber(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    /// The label that stands after `xn--`.
    static String decode(String text) throws InvalidDomainException {
        int hyphen = Math.max(text.lastIndexOf('-'), 0);
        var out = new StringBuilder(text.substring(0, hyphen));
        int length = out.length();
        int n = INITIAL_N;
        int i = 0;
        int bias = INITIAL_BIAS;
        int at = hyphen == 0 ? 0 : hyphen + 1; // a hyphen at the front separates nothing, and is no digit
        while (at < text.length()) {
            int before = i;
            int weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < text.length() ? digit(text.charAt(at++)) : -1;
                if (digit < 0 || digit > (Integer.MAX_VALUE - i) / weight) {
                    throw invalid();
                }
                i += digit * weight;
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                if (weight > Integer.MAX_VALUE / (BASE - t)) {
                    throw invalid();
                }
                weight *= BASE - t;
            }
            length++;
            bias = adapt(i - before, length, before == 0);
            n += i / length;
            i %= length;
            if (n < 0
                    || n > Character.MAX_CODE_POINT
                    || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                throw invalid();
            }
            out.insert(out.offsetByCodePoints(0, i++), Character.toString(n));
        }
        return out.toString();
    }

    private static int smallestFrom(int[] codePoints, int n) {
        int smallest = Integer.MAX_VALUE;
        for (int codePoint : codePoints) {
            if (codePoint >= n && codePoint < smallest) {
                smallest = codePoint;
            }
        }
        return smallest;
    }

    private static void appendNumber(StringBuilder out, int number, int bias) {
        int q = number;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                out.append(letter(q));
                return;
            }
            out.append(letter(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, T_MIN, T_MAX);
    }

    private static int adapt(int delta, int length, boolean isFirst) {
        int d = isFirst ? delta / DAMP : delta / 2;
        d += d / length;
        int k = 0;
        while (d > (BASE - T_MIN) * T_MAX / 2) {
            d /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * d / (d + SKEW);
    }

    /// `a` to `z` stand for 0 to 25, `0` to `9` for 26 to 35.
    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static InvalidDomainException invalid() {
        return new InvalidDomainException("the host has a label that begins with xn-- but is no valid Punycode");
    }
}
