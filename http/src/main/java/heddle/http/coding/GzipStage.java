package heddle.http.coding;

import heddle.http.DecodingException;
import java.util.zip.CRC32;

/// The coding `gzip` (RFC 1952; RFC 9110, 8.4.1.3): any number of members one after the other, each checked by its
/// length and checksum. A body of no bytes at all decodes to nothing, as browsers see it; any other byte outside a
/// member is an error.
final class GzipStage implements Stage {
    static final String CODING = "gzip";

    private static final int TRAILER_BYTES = 8;

    private enum Place {
        BETWEEN_MEMBERS,
        HEADER,
        STREAM,
        TRAILER
    }

    private final CodedInput input;
    private final GzipHeader header;
    private final Inflation stream;
    private final CRC32 checksum = new CRC32();
    private Place place = Place.BETWEEN_MEMBERS;
    private long memberBytes;
    private long trailer;
    private int trailerBytes;

    GzipStage(CodedInput input) {
        this.input = input;
        this.header = new GzipHeader(input);
        this.stream = Inflation.raw(CODING, input);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (true) {
            switch (place) {
                case BETWEEN_MEMBERS -> {
                    if (!input.hasBytes()) {
                        return input.hasEnded() ? END : STARVED;
                    }
                    beginMember();
                }
                case HEADER -> {
                    if (!header.read()) {
                        return starved("a header");
                    }
                    place = Place.STREAM;
                }
                case STREAM -> {
                    int count = stream.read(target, offset, length);
                    if (count != END) {
                        return passOn(target, offset, count);
                    }
                    place = Place.TRAILER;
                }
                case TRAILER -> {
                    if (!readTrailer()) {
                        return starved("the checksum at the end");
                    }
                    place = Place.BETWEEN_MEMBERS;
                }
            }
        }
    }

    @Override
    public void close() {
        stream.close();
    }

    private void beginMember() {
        header.reset();
        stream.reset();
        checksum.reset();
        memberBytes = 0;
        trailer = 0;
        trailerBytes = 0;
        place = Place.HEADER;
    }

    private int passOn(byte[] target, int offset, int count) {
        checksum.update(target, offset, count);
        memberBytes += count;
        return count;
    }

    /// Takes checksum and length, four bytes each with the low one first, and compares them when they are complete.
    private boolean readTrailer() {
        while (trailerBytes < TRAILER_BYTES) {
            if (!input.hasBytes()) {
                return false;
            }
            trailer |= (long) input.take() << (8 * trailerBytes++);
        }
        if ((trailer & 0xFFFFFFFFL) != checksum.getValue()) {
            throw corrupt("the checksum does not match");
        }
        if (trailer >>> 32 != (memberBytes & 0xFFFFFFFFL)) {
            throw corrupt("the length does not match");
        }
        return true;
    }

    private DecodingException corrupt(String fault) {
        return DecodingException.corrupt(CODING, "%s (byte %d)".formatted(fault, input.bytesTaken()), null);
    }

    private int starved(String where) {
        if (input.hasEnded()) {
            throw DecodingException.cut(
                    CODING, "it ends after %d bytes inside %s".formatted(input.bytesTaken(), where));
        }
        return STARVED;
    }
}
