package heddle.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/// The rows of figures that a comparison shows, in text and on the page alike.
///
/// @param title what the figure is, with its unit
/// @param text the figure of one strategy
public record Figures(String title, Function<Lane.Finished, String> text) {
    private static final String UNKNOWN = "?";

    public static List<Figures> of(Comparison comparison) {
        return List.of(
                new Figures("wall time", lane -> seconds(lane.wallSeconds())),
                new Figures(
                        "\u00d7 faster",
                        lane -> comparison
                                .timesFasterThanBlocking(lane)
                                .map(times -> format("%.2f", times))
                                .orElse("\u2013")),
                new Figures(
                        "CPU",
                        lane -> lane.usage()
                                .cpu()
                                .map(cpu -> seconds(cpu.toNanos() / 1e9))
                                .orElse(UNKNOWN)),
                new Figures(
                        "peak memory", lane -> megabytes(lane.usage().memory().peakBytes())),
                new Figures(
                        "its growth", lane -> megabytes(lane.usage().memory().growthBytes())),
                new Figures("threads", lane -> count(lane.usage().threadsPeak())),
                new Figures(
                        "switches, voluntary",
                        lane -> lane.usage()
                                .contextSwitches()
                                .map(switches -> count(switches.voluntary()))
                                .orElse(UNKNOWN)),
                new Figures(
                        "involuntary",
                        lane -> lane.usage()
                                .contextSwitches()
                                .map(switches -> count(switches.involuntary()))
                                .orElse(UNKNOWN)),
                new Figures(
                        "ok / failed",
                        lane -> lane.run().ok() + " / " + lane.run().failed()),
                new Figures("order changed", lane -> lane.run().isReordered() ? "yes" : "no"));
    }

    public static String seconds(double seconds) {
        return format("%.3f s", seconds);
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? format("%.1f MB", bytes.getAsLong() / 1e6) : UNKNOWN;
    }

    /// So many of what that word is for one of: `1 host`, `2 hosts`.
    public static String counted(long count, String word) {
        return format("%,d %s%s", count, word, count == 1 ? "" : "s");
    }

    /// So many failures of a kind, with one of them as an example: where and why. A line that names no URL has none.
    public static String failures(long count, String kind, String url, String message) {
        return format("%,d \u00d7 %s%s: %s", count, kind, url.isEmpty() ? "" : ", as " + url, message);
    }

    private static String count(long count) {
        return format("%,d", count);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is a dependency that nothing else needs
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
