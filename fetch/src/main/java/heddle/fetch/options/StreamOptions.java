package heddle.fetch.options;

/// What may wait in a stream of outcomes for the one who pulls them.
///
/// @param outcomesMax  outcomes that wait, 64 by default. While there are so many, whatever is fetched holds on to
///                     its outcome and begins nothing more: up to as many again as there are exchanges at once
/// @param bodyBytesMax of a body that is held in memory with its outcome, 1 MiB by default; of a longer one only
///                     the length is known. 0 holds none
public record StreamOptions(int outcomesMax, long bodyBytesMax) {
    private static final int OUTCOMES = 64;
    private static final long BODY_BYTES = 1 << 20;

    /// Checks that every limit is one.
    public StreamOptions {
        if (outcomesMax < 1) {
            throw new IllegalArgumentException("outcomesMax is " + outcomesMax + "; it must be 1 or more");
        }
        if (bodyBytesMax < 0 || bodyBytesMax > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "bodyBytesMax is " + bodyBytesMax + "; it must be 0 or more, below 2 GiB");
        }
    }

    /// The defaults named above.
    public static StreamOptions defaults() {
        return new StreamOptions(OUTCOMES, BODY_BYTES);
    }

    /// With so many outcomes waiting at most.
    public StreamOptions outcomesMax(int outcomes) {
        return new StreamOptions(outcomes, bodyBytesMax);
    }

    /// With bodies of so many bytes held at most.
    public StreamOptions bodyBytesMax(long bytes) {
        return new StreamOptions(outcomesMax, bytes);
    }

    /// With no body held.
    public StreamOptions withoutBodies() {
        return bodyBytesMax(0);
    }
}
