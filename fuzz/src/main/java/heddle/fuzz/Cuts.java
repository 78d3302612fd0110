package heddle.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// One input cut into pieces in several ways: whoever reads a stream is to make the same of each.
///
/// Where it is cut follows from the input itself, so that an input is all that a finding needs.
final class Cuts {
    /// Up to so many bytes an input is also cut after each.
    private static final int SINGLE_BYTES_MAX = 256;

    private Cuts() {}

    /// In one piece; in a few; byte by byte, if it is short.
    static List<List<byte[]>> of(byte[] input) {
        var cuts = new ArrayList<List<byte[]>>();
        cuts.add(List.of(input));
        cuts.add(drawn(input));
        if (input.length <= SINGLE_BYTES_MAX) {
            cuts.add(singles(input));
        }
        return cuts;
    }

    /// In pieces whose lengths are drawn: many short ones, some long.
    static List<byte[]> drawn(byte[] input) {
        var random = new SplittableRandom(Arrays.hashCode(input));
        var pieces = new ArrayList<byte[]>();
        int longest = 1 + random.nextInt(Math.max(1, input.length));
        for (int start = 0; start < input.length; ) {
            int end = Math.min(input.length, start + 1 + random.nextInt(random.nextBoolean() ? 4 : longest));
            pieces.add(Arrays.copyOfRange(input, start, end));
            start = end;
        }
        return pieces;
    }

    private static List<byte[]> singles(byte[] input) {
        var pieces = new ArrayList<byte[]>();
        for (byte single : input) {
            pieces.add(new byte[] {single});
        }
        return pieces;
    }
}
