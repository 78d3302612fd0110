package heddle.http.coding;

import heddle.http.DecodingException;
import java.util.zip.CRC32;

/// Reads the header of a gzip member byte by byte, however it is cut, and keeps nothing of it (RFC 1952, 2.3).
final class GzipHeader {
    private static final int FIXED_BYTES = 10;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    /// The parts in their order; all but the first may be left out.
    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECKSUM,
        DONE;

        Part next() {
            return switch (this) {
                case FIXED -> EXTRA_LENGTH;
                case EXTRA_LENGTH -> EXTRA;
                case EXTRA -> NAME;
                case NAME -> COMMENT;
                case COMMENT -> CHECKSUM;
                case CHECKSUM, DONE -> DONE;
            };
        }
    }

    private final CodedInput input;
    private final CRC32 checksum = new CRC32();
    private Part part = Part.FIXED;
    private int partBytes;
    private int flags;
    private int number;

    GzipHeader(CodedInput input) {
        this.input = input;
    }

    /// Makes ready for another member.
    void reset() {
        checksum.reset();
        part = Part.FIXED;
        partBytes = 0;
        number = 0;
    }

    /// Takes header bytes until the header is complete (true) or none are there (false).
    boolean read() {
        while (part != Part.DONE) {
            if (!input.hasBytes()) {
                return false;
            }
            int octet = input.take();
            if (part != Part.CHECKSUM) {
                checksum.update(octet);
            }
            partBytes++;
            if (endsPart(octet)) {
                enter(part.next());
            }
        }
        return true;
    }

    /// Whether that byte is the last of its part.
    private boolean endsPart(int octet) {
        return switch (part) {
            case FIXED -> endsFixed(octet);
            case EXTRA_LENGTH, CHECKSUM -> endsNumber(octet);
            case EXTRA -> partBytes == number;
            case NAME, COMMENT -> octet == 0;
            case DONE -> true;
        };
    }

    private boolean endsFixed(int octet) {
        switch (partBytes) {
            case 1 -> require(octet == 0x1F, "it does not begin with the bytes 1F 8B");
            case 2 -> require(octet == 0x8B, "it does not begin with the bytes 1F 8B");
            case 3 -> require(octet == 8, "its compression method is not 8");
            case 4 -> {
                require((octet & RESERVED) == 0, "its header has reserved flags");
                flags = octet;
            }
            default -> {}
        }
        return partBytes == FIXED_BYTES;
    }

    /// Collects a number of two bytes, the low one first.
    private boolean endsNumber(int octet) {
        number |= octet << (8 * (partBytes - 1));
        if (partBytes < 2) {
            return false;
        }
        boolean isChecksum = part == Part.CHECKSUM;
        require(!isChecksum || number == (checksum.getValue() & 0xFFFF), "the checksum of its header is wrong");
        return true;
    }

    /// Goes on with that part, or with the first after it that this header has.
    private void enter(Part next) {
        part = next;
        while (!isPresent()) {
            part = part.next();
        }
        partBytes = 0;
        number = part == Part.EXTRA ? number : 0;
    }

    private boolean isPresent() {
        return switch (part) {
            case FIXED, DONE -> true;
            case EXTRA_LENGTH -> (flags & HAS_EXTRA) != 0;
            case EXTRA -> (flags & HAS_EXTRA) != 0 && number > 0;
            case NAME -> (flags & HAS_NAME) != 0;
            case COMMENT -> (flags & HAS_COMMENT) != 0;
            case CHECKSUM -> (flags & HAS_CHECKSUM) != 0;
        };
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw DecodingException.corrupt(
                    GzipStage.CODING, "%s (byte %d)".formatted(fault, input.bytesTaken() - 1), null);
        }
    }
}
