package heddle.http.coding;

/// How far a body may grow when its codings are undone; a small body can hide an endless one. Checked after every
/// stage of stacked codings, so that no stage in the middle swells unseen.
///
/// - `decodedBytesMax`: the most that may come out, in bytes.
/// - `ratioMax`: the most decoded bytes for each byte of body, both counted from the beginning to the end of
///   each 4 KiB of body and to its end, wherever it was cut on its way: whether it keeps within that is a
///   fact of the body alone. One gzip stage reaches about 1,030 for a body of one repeated byte; text
///   reaches 5 to 50.
/// - `ratioFreeBytes`: decoded bytes up to which the ratio is not looked at, because small bodies of repeated bytes
///   are common.
/// - `codingsMax`: the most codings that may be stacked.
public record DecodingLimits(long decodedBytesMax, int ratioMax, long ratioFreeBytes, int codingsMax) {
    private static final DecodingLimits DEFAULTS = new DecodingLimits(1L << 30, 200, 16L << 20, 5);

    /// Refuses limits that let nothing through.
    public DecodingLimits {
        if (decodedBytesMax < 0 || ratioMax < 1 || ratioFreeBytes < 0 || codingsMax < 1) {
            throw new IllegalArgumentException(
                    "decoding limits must be positive: %d bytes, ratio %d after %d bytes, %d codings"
                            .formatted(decodedBytesMax, ratioMax, ratioFreeBytes, codingsMax));
        }
    }

    /// 1 GiB decoded, 200 for 1 after the first 16 MiB, 5 codings.
    public static DecodingLimits defaults() {
        return DEFAULTS;
    }

    /// The same with another `decodedBytesMax`.
    public DecodingLimits withDecodedBytesMax(long bytes) {
        return new DecodingLimits(bytes, ratioMax, ratioFreeBytes, codingsMax);
    }

    /// The same with another `ratioMax` that counts from another number of decoded bytes on.
    public DecodingLimits withRatio(int max, long freeBytes) {
        return new DecodingLimits(decodedBytesMax, max, freeBytes, codingsMax);
    }
}
