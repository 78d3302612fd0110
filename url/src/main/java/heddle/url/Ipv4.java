package heddle.url;

/// IPv4 addresses in the forms that C libraries have always taken: one to four numbers, each decimal, octal or
/// hexadecimal (URL Standard, section 3.5).
final class Ipv4 {
    private static final int PARTS_MAX = 4;
    private static final long ADDRESS_MAX = 0xFFFF_FFFFL;
    private static final long NO_NUMBER = -1;

    private Ipv4() {}

    /// Whether the last label is a number, so that the name must be an IPv4 address.
    static boolean endsInNumber(CharSequence text, int from, int to) {
        int end = to > from && text.charAt(to - 1) == '.' ? to - 1 : to;
        int start = end;
        while (start > from && text.charAt(start - 1) != '.') {
            start--;
        }
        return start < end && (number(text, start, end) != NO_NUMBER || isDecimal(text, start, end));
    }

    /// The address, or -1 if the text is none.
    static long parse(CharSequence text, int from, int to) {
        int end = text.charAt(to - 1) == '.' ? to - 1 : to;
        long address = 0;
        int start = from;
        for (int part = 0; part < PARTS_MAX; part++) {
            int dot = start;
            while (dot < end && text.charAt(dot) != '.') {
                dot++;
            }
            long number = number(text, start, dot);
            if (number == NO_NUMBER) {
                return -1;
            }
            if (dot == end) {
                int bits = 8 * (PARTS_MAX - part);
                return number < 1L << bits ? (address << bits) | number : -1;
            }
            if (number > 0xFF) {
                return -1;
            }
            address = (address << 8) | number;
            start = dot + 1;
        }
        return -1;
    }

    /// Appends an address as four decimal numbers.
    static void append(StringBuilder out, long address) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.append((address >> shift) & 0xFF);
            if (shift > 0) {
                out.append('.');
            }
        }
    }

    /// The value of one number, [#NO_NUMBER] if it is none; what is larger than any address stays just that.
    private static long number(CharSequence text, int from, int to) {
        if (from == to) {
            return NO_NUMBER;
        }
        int start = from;
        int radix = 10;
        if (to - from >= 2 && text.charAt(from) == '0') {
            boolean isHex = (text.charAt(from + 1) | 0x20) == 'x';
            radix = isHex ? 16 : 8;
            start += isHex ? 2 : 1;
        }
        long value = 0;
        for (int i = start; i < to; i++) {
            int digit = PercentEncoding.hexValue(text.charAt(i));
            if (digit < 0 || digit >= radix) {
                return NO_NUMBER;
            }
            value = Math.min(value * radix + digit, ADDRESS_MAX + 1);
        }
        return value;
    }

    private static boolean isDecimal(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
