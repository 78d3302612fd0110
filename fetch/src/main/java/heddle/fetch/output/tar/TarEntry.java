package heddle.fetch.output.tar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The blocks around a file in a tar archive, in the format of POSIX.1-1988 (`ustar`), which everything reads.
final class TarEntry {
    static final int BLOCK_BYTES = 512;

    private static final int NAME_AT = 0;
    private static final int NAME_BYTES = 100;
    private static final int MODE_AT = 100;
    private static final int OWNER_AT = 108;
    private static final int GROUP_AT = 116;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int KIND_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int SHORT_DIGITS = 7;
    private static final int LONG_DIGITS = 11;
    private static final int READABLE = 0644;
    private static final long OCTAL_MAX = (1L << 33) - 1;

    private TarEntry() {}

    /// The block before a file.
    ///
    /// @param name of ASCII, at most 100 characters
    static byte[] head(String name, long bytes, long seconds) {
        if (name.length() > NAME_BYTES) {
            throw new IllegalArgumentException("'" + name + "' is too long a name");
        }
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        block.put(NAME_AT, name.getBytes(StandardCharsets.US_ASCII));
        octal(block, MODE_AT, SHORT_DIGITS, READABLE);
        octal(block, OWNER_AT, SHORT_DIGITS, 0);
        octal(block, GROUP_AT, SHORT_DIGITS, 0);
        size(block, bytes);
        octal(block, TIME_AT, LONG_DIGITS, seconds);
        block.put(KIND_AT, (byte) '0');
        block.put(MAGIC_AT, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        sum(block);
        return block.array();
    }

    /// How many zeros follow so many bytes of a file.
    static int padding(long bytes) {
        return (int) (-bytes & (BLOCK_BYTES - 1));
    }

    /// More than 8 GiB do not fit the octal digits: then the number is binary, as GNU tar has it.
    private static void size(ByteBuffer block, long bytes) {
        if (bytes <= OCTAL_MAX) {
            octal(block, SIZE_AT, LONG_DIGITS, bytes);
        } else {
            block.put(SIZE_AT, (byte) 0x80);
            block.putLong(SIZE_AT + LONG_DIGITS + 1 - Long.BYTES, bytes);
        }
    }

    private static void octal(ByteBuffer block, int at, int digits, long value) {
        String text = Long.toOctalString(value);
        block.put(at, ("0".repeat(digits - text.length()) + text).getBytes(StandardCharsets.US_ASCII));
    }

    /// The sum of all bytes, with blanks in its own place.
    private static void sum(ByteBuffer block) {
        block.put(SUM_AT, "        ".getBytes(StandardCharsets.US_ASCII));
        int sum = 0;
        for (int at = 0; at < BLOCK_BYTES; at++) {
            sum += block.get(at) & 0xFF;
        }
        octal(block, SUM_AT, SHORT_DIGITS - 1, sum);
        block.put(SUM_AT + SHORT_DIGITS - 1, (byte) 0);
    }
}
