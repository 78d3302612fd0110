package heddle.http.multipart;

/// The caps on a form that comes in. Immutable; each method makes other limits.
///
/// @param partsMax parts; 1,000 by default
/// @param headBytesMax the lines before the bytes of a part; 8 KiB by default
public record MultipartLimits(int partsMax, int headBytesMax) {
    public MultipartLimits {
        if (partsMax < 1 || headBytesMax < 1) {
            throw new IllegalArgumentException(
                    "partsMax is %d and headBytesMax %d; both must be at least 1".formatted(partsMax, headBytesMax));
        }
    }

    /// 1,000 parts, with heads of 8 KiB.
    public static MultipartLimits defaults() {
        return new MultipartLimits(1000, 8 << 10);
    }

    /// With so many parts.
    public MultipartLimits partsMax(int parts) {
        return new MultipartLimits(parts, headBytesMax);
    }

    /// With heads of so many bytes.
    public MultipartLimits headBytesMax(int bytes) {
        return new MultipartLimits(partsMax, bytes);
    }
}
