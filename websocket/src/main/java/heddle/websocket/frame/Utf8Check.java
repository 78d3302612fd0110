package heddle.websocket.frame;

import java.nio.ByteBuffer;

/// Whether bytes that come piece by piece are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above
/// U+10FFFF. It fails at the first byte that cannot be.
public final class Utf8Check {
    /// How many bytes of a character are to come.
    private int missing;

    /// What the next of them may be: after some first bytes, less than 0x80 to 0xBF.
    private int least = 0x80;

    private int most = 0xBF;

    /// Looks at what remains in a piece, which stays as it is. Throws [WireFault].
    public void accept(ByteBuffer piece) {
        int end = piece.limit();
        for (int at = piece.position(); at < end; at++) {
            int next = piece.get(at);
            if (missing == 0 && next >= 0) {
                continue;
            }
            accept(next & 0xFF);
        }
    }

    private void accept(int next) {
        if (missing == 0) {
            begin(next);
            return;
        }
        if (next < least || next > most) {
            throw WireFault.notUtf8();
        }
        missing--;
        least = 0x80;
        most = 0xBF;
    }

    private void begin(int first) {
        if (first < 0xC2 || first > 0xF4) {
            throw WireFault.notUtf8();
        }
        missing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        switch (first) {
            case 0xE0 -> least = 0xA0;
            case 0xED -> most = 0x9F;
            case 0xF0 -> least = 0x90;
            case 0xF4 -> most = 0x8F;
            default -> {}
        }
    }

    /// Sees to it that no character was cut by the end. Throws [WireFault].
    public void end() {
        if (missing > 0) {
            throw WireFault.notUtf8();
        }
    }
}
