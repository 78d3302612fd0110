package heddle.cli.report;

import heddle.fetch.StrategyRun.Span;
import java.util.List;

/// One strategy as a picture: a bar a URL from start to end, in the order of starting, on a time axis that all
/// strategies share.
///
/// The bars are SVG that stretches with the page; words are HTML beside it, so that they keep their size on a
/// phone. Up to [#NAMED_MAX] URLs each bar has its name and a tooltip; above that all bars are two paths (ok and
/// failed), a few bytes a bar.
final class Waterfall {
    private static final int NAMED_MAX = 40;
    private static final int WIDTH = 1000;
    private static final int ROW = 24;
    private static final int CROWD_HEIGHT = 320;

    private final Comparison comparison;
    private final double axisSeconds;

    Waterfall(Comparison comparison) {
        this.comparison = comparison;
        axisSeconds = comparison.finished().stream()
                        .mapToDouble(Lane.Finished::wallSeconds)
                        .max()
                        .orElse(1)
                * 1.02;
    }

    /// The picture of one strategy, with the axis below it.
    String of(Lane.Finished lane) {
        List<Span> spans = lane.run().started();
        boolean isNamed = spans.size() <= NAMED_MAX;
        int height = isNamed ? spans.size() * ROW : CROWD_HEIGHT;
        var html = new StringBuilder();
        html.append(
                "<div class=\"chart\"><svg role=\"img\" viewBox=\"0 0 %d %d\" height=\"%d\" preserveAspectRatio=\"none\" aria-labelledby=\"t-%s d-%s\">%n"
                        .formatted(WIDTH, height, height, lane.name(), lane.name()));
        html.append("<title id=\"t-%s\">Waterfall of %s</title><desc id=\"d-%s\">%s</desc>%n"
                .formatted(lane.name(), lane.name(), lane.name(), Html.escape(description(lane))));
        grid(html, height);
        if (isNamed) {
            namedBars(html, spans);
        } else {
            crowd(html, spans, "bar", true);
            crowd(html, spans, "bad", false);
        }
        limit(html, height);
        html.append("</svg>\n");
        if (isNamed) {
            names(html, spans);
        }
        axis(html);
        return html.append("</div>\n").toString();
    }

    private String description(Lane.Finished lane) {
        return Figures.format(
                "%d URLs in %s; %s.",
                lane.run().spans().size(),
                Figures.seconds(lane.wallSeconds()),
                lane.run().isReordered()
                        ? "they ended in another order than they began"
                        : "they ended in the order in which they began");
    }

    private void grid(StringBuilder html, int height) {
        html.append("<path class=\"grid\" d=\"");
        for (double tick = step(); tick < axisSeconds; tick += step()) {
            html.append("M%s 0V%d".formatted(number(x(tick)), height));
        }
        html.append("\"/>\n");
    }

    private void namedBars(StringBuilder html, List<Span> spans) {
        for (int row = 0; row < spans.size(); row++) {
            Span span = spans.get(row);
            html.append("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s</title></rect>%n"
                    .formatted(
                            span.ok() ? "bar" : "bad",
                            number(x(seconds(span.startNanos()))),
                            row * ROW + 3,
                            number(Math.max(1.5, x(seconds(span.endNanos())) - x(seconds(span.startNanos())))),
                            ROW - 6,
                            Html.escape(label(span))));
        }
    }

    private String label(Span span) {
        String url = comparison.urls().get(span.index());
        String time = Figures.format("%.3f to %.3f s", seconds(span.startNanos()), seconds(span.endNanos()));
        return url + ": " + time
                + span.error().map(error -> ", failed: " + error).orElse("");
    }

    /// Bars without names, as the strokes of one path. Coordinates relative to the bar before keep it short.
    private void crowd(StringBuilder html, List<Span> spans, String style, boolean ok) {
        double row = (double) CROWD_HEIGHT / spans.size();
        html.append("<path class=\"%s crowd\" stroke-width=\"%s\" d=\""
                .formatted(style, number(Math.max(row, ok ? 0.3 : 1))));
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.ok() == ok) {
                double from = x(seconds(span.startNanos()));
                html.append('M').append(number(from)).append(' ').append(number((i + 0.5) * row));
                html.append('h').append(number(Math.max(1, x(seconds(span.endNanos())) - from)));
            }
        }
        html.append("\"/>\n");
    }

    private void limit(StringBuilder html, int height) {
        if (comparison.limitSeconds() > 0) {
            html.append(
                    "<path class=\"limit\" d=\"M%s 0V%d\"/>%n".formatted(number(x(comparison.limitSeconds())), height));
        }
    }

    /// The names lie over the bars; the tooltip of a bar says the same and more, so readers of the page hear it
    /// once.
    private void names(StringBuilder html, List<Span> spans) {
        html.append("<ol class=\"names\" aria-hidden=\"true\">");
        for (Span span : spans) {
            double left = 100 * seconds(span.startNanos()) / axisSeconds;
            // A name that would run out of the picture stands at its right end instead.
            String place = left > 55
                    ? "right:%s%%".formatted(number(Math.max(0, 100 - 100 * seconds(span.endNanos()) / axisSeconds)))
                    : "left:%s%%".formatted(number(left));
            html.append("<li><span style=\"%s\">%s</span></li>".formatted(place, Html.escape(shortName(span))));
        }
        html.append("</ol>\n");
    }

    private String shortName(Span span) {
        String url = comparison.urls().get(span.index()).replaceFirst("^https?://", "");
        String name = url.length() > 48 ? url.substring(0, 30) + "\u2026" + url.substring(url.length() - 17) : url;
        return Figures.format(
                "%s  %.3f s%s", name, seconds(span.endNanos() - span.startNanos()), span.ok() ? "" : "  failed");
    }

    private void axis(StringBuilder html) {
        html.append("<div class=\"axis\" aria-hidden=\"true\">");
        int skip = 0;
        for (double tick = 0; tick < axisSeconds; tick += step()) {
            html.append("<span%s style=\"left:%s%%\">%s</span>"
                    .formatted(
                            skip++ % 2 == 0 ? "" : " class=\"minor\"",
                            number(100 * tick / axisSeconds),
                            tickText(tick)));
        }
        html.append("</div>\n");
    }

    private String tickText(double tick) {
        return Figures.format(step() < 0.1 ? "%.2f s" : step() < 1 ? "%.1f s" : "%.0f s", tick);
    }

    /// 1, 2 or 5 times a power of ten, so that there are five to twelve ticks.
    private double step() {
        double power = Math.pow(10, Math.floor(Math.log10(axisSeconds / 5)));
        double ratio = axisSeconds / 5 / power;
        return power * (ratio >= 5 ? 5 : ratio >= 2 ? 2 : 1);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private double x(double seconds) {
        return seconds / axisSeconds * WIDTH;
    }

    /// At most two decimals, no trailing zeros.
    private static String number(double value) {
        String text = Figures.format("%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
