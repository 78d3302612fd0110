package heddle.client.options;

import heddle.http.coding.DecodingLimits;

/// The caps on what a server may send; beyond them the exchange fails with a [heddle.http.LimitExceededException]
/// that names the cap.
///
/// @param headBytesMax the status line, and all header lines together; also the trailers; twice that, and 16 bytes
///     for each byte of the body, may stand around chunks; 64 KiB by default
/// @param headerLinesMax header lines of one response; 256 by default
/// @param interimResponsesMax responses of status 1xx before the real one; 16 by default
/// @param bodyBytesMax body bytes as they come over the wire; 1 GiB by default
/// @param bufferedBytesMax body bytes that wait in memory for a reader before the connection is paused; 128 KiB by
///     default
/// @param decoding what may become of a body when its codings are undone
public record Limits(
        int headBytesMax,
        int headerLinesMax,
        int interimResponsesMax,
        long bodyBytesMax,
        int bufferedBytesMax,
        DecodingLimits decoding) {

    public Limits {
        requirePositive("headBytesMax", headBytesMax);
        requirePositive("headerLinesMax", headerLinesMax);
        requirePositive("interimResponsesMax", interimResponsesMax);
        requirePositive("bodyBytesMax", bodyBytesMax);
        requirePositive("bufferedBytesMax", bufferedBytesMax);
    }

    /// 64 KiB of head in 256 lines, 16 interim responses, bodies of 1 GiB, 128 KiB buffered, and the decoder's
    /// defaults.
    public static Limits defaults() {
        return new Limits(64 << 10, 256, 16, 1L << 30, 128 << 10, DecodingLimits.defaults());
    }

    /// With so many bytes for a response head.
    public Limits headBytesMax(int bytes) {
        return new Limits(bytes, headerLinesMax, interimResponsesMax, bodyBytesMax, bufferedBytesMax, decoding);
    }

    /// With so many header lines.
    public Limits headerLinesMax(int lines) {
        return new Limits(headBytesMax, lines, interimResponsesMax, bodyBytesMax, bufferedBytesMax, decoding);
    }

    /// With so many interim responses.
    public Limits interimResponsesMax(int responses) {
        return new Limits(headBytesMax, headerLinesMax, responses, bodyBytesMax, bufferedBytesMax, decoding);
    }

    /// With bodies of so many bytes, both as they come and decoded.
    public Limits bodyBytesMax(long bytes) {
        var decoded = decoding.withDecodedBytesMax(bytes);
        return new Limits(headBytesMax, headerLinesMax, interimResponsesMax, bytes, bufferedBytesMax, decoded);
    }

    /// With so many body bytes in memory before the connection is paused.
    public Limits bufferedBytesMax(int bytes) {
        return new Limits(headBytesMax, headerLinesMax, interimResponsesMax, bodyBytesMax, bytes, decoding);
    }

    /// With other limits on decoding.
    public Limits decoding(DecodingLimits decoding) {
        return new Limits(headBytesMax, headerLinesMax, interimResponsesMax, bodyBytesMax, bufferedBytesMax, decoding);
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; it must be at least 1".formatted(what, value));
        }
    }
}
