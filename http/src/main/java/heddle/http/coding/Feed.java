package heddle.http.coding;

/// The coded body as it is fed, lent to the stages in parts that end at fixed places of the body, wherever
/// the caller has cut it. All that can come out of one part comes out before the next is lent, so that what
/// has come out by each of these places is a fact of the body alone, and so is whether it has swollen too
/// far by then.
final class Feed {
    /// A decoded body is compared with the coded one each time so many bytes of that have been used.
    static final int PART_BYTES = 4096;

    private static final byte[] NOTHING = {};

    private final CodedInput input = CodedInput.fed();
    private byte[] bytes = NOTHING;
    private int position;
    private int limit;
    private long bytesFed;
    private long bytesLent;
    private boolean isFinished;

    /// Where the lowest stage finds what is lent.
    CodedInput input() {
        return input;
    }

    /// Takes the next bytes of the body, once all before them [are used][#isUsed()].
    void feed(byte[] array, int offset, int length) {
        bytes = array;
        position = offset;
        limit = offset + length;
        bytesFed += length;
        lend();
    }

    /// Says that nothing more is fed.
    void finish() {
        isFinished = true;
        endIfAllLent();
    }

    boolean isFinished() {
        return isFinished;
    }

    /// Whether the stages have taken all that was fed.
    boolean isUsed() {
        return position == limit && input.isDrained();
    }

    /// Lends the next part to starving stages; false if there is none.
    boolean lendNext() {
        if (position == limit) {
            return false;
        }
        lend();
        return true;
    }

    /// How many bytes were fed.
    long bytesFed() {
        return bytesFed;
    }

    /// How long the body is at the end of the part that is lent, as far as can be known then: the same number while any
    /// piece of that part is used.
    long bytesByThen() {
        return (bytesLent + PART_BYTES - 1) / PART_BYTES * PART_BYTES;
    }

    private void lend() {
        int count = (int) Math.min(limit - position, PART_BYTES - bytesLent % PART_BYTES);
        input.feed(bytes, position, count);
        position += count;
        bytesLent += count;
        endIfAllLent();
    }

    private void endIfAllLent() {
        if (isFinished && position == limit) {
            input.end();
        }
    }
}
