package heddle.http.coding;

/// One step of decoding: a source of bytes that pulls what it needs from the step below it. Nothing is read ahead
/// of what the caller asks for, beyond one small buffer a stage.
interface Stage extends AutoCloseable {
    /// No bytes now; there will be some when the decoder has been fed.
    int STARVED = 0;

    /// No bytes any more: the stage ended where it should.
    int END = -1;

    /// Puts between 1 and `length` (at least 1) bytes into the array and returns how many, or [#STARVED] or [#END].
    int read(byte[] target, int offset, int length);

    /// Gives up what the stage holds outside the heap. Does nothing the second time.
    @Override
    void close();
}
