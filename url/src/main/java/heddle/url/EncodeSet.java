package heddle.url;

import org.jspecify.annotations.Nullable;

/// Which characters must be written as percent escapes in which part of a URL: the percent-encode sets of the URL
/// Standard, section 1.3.
///
/// Each is a bitmap of ASCII; everything beyond ASCII is in every set. `%` is in none but [#COMPONENT] and [#FORM],
/// so escapes that are already there stay as they are.
enum EncodeSet {
    CONTROL(null, ""),
    FRAGMENT(CONTROL, " \"<>`"),
    QUERY(CONTROL, " \"#<>"),
    SPECIAL_QUERY(QUERY, "'"),
    PATH(QUERY, "?^`{}"),
    USERINFO(PATH, "/:;=@[\\]|"),
    COMPONENT(USERINFO, "$%&+,"),
    /// Of forms, which write a blank as `+`.
    FORM(COMPONENT, "!'()~");

    private final long low;
    private final long high;

    EncodeSet(@Nullable EncodeSet wider, String added) {
        long bitsLow = wider == null ? 0xFFFF_FFFFL : wider.low;
        long bitsHigh = wider == null ? 1L << 0x7F : wider.high;
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            if (c < 64) {
                bitsLow |= 1L << c;
            } else {
                bitsHigh |= 1L << c;
            }
        }
        low = bitsLow;
        high = bitsHigh;
    }

    /// Whether the character must be escaped.
    boolean has(int c) {
        return c >= 0x80 || ((c < 64 ? low : high) >>> c & 1) != 0;
    }
}
