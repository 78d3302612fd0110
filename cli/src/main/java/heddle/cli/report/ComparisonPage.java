package heddle.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A comparison as `compare.html`: one page that needs nothing else, light and dark, for a phone too.
public final class ComparisonPage {
    private final Comparison comparison;
    private final Waterfall waterfall;

    private ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
        waterfall = new Waterfall(comparison);
    }

    public static void write(Comparison comparison, Path file) throws IOException {
        Files.writeString(file, new ComparisonPage(comparison).html());
    }

    private String html() throws IOException {
        var html = new StringBuilder();
        html.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>Heddle: %d URLs, %d ways</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%d URLs, %d ways</h1>
                <p class="lead">%s</p>
                """.formatted(count(), lanes(), style(), count(), lanes(), Html.escape(lead())));
        html.append("<h2>The figures</h2>\n");
        table(html);
        html.append(
                "<h2>The picture</h2>\n<p>A bar is a URL, from its start to its end. All pictures share one time axis");
        html.append(comparison.limitSeconds() > 0 ? "; the dashed line is the limit.</p>\n" : ".</p>\n");
        for (Lane lane : comparison.lanes()) {
            lane(html, lane);
        }
        list(html, "The goals", Goals.of(comparison));
        list(html, "How it was measured", ComparisonNotes.of(comparison));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private int count() {
        return comparison.urls().size();
    }

    private int lanes() {
        return comparison.lanes().size();
    }

    private String lead() {
        if (comparison.limitSeconds() <= 0) {
            return "The slowest URL could not be fetched alone, so the limit is not known.";
        }
        String lead = "No way can beat the slowest URL: fetched alone it takes "
                + Figures.seconds(comparison.limitSeconds()) + ".";
        var async = comparison.finished("async");
        if (async.isPresent()) {
            double ratio = async.get().wallSeconds() / comparison.floorSeconds();
            lead += Figures.format(
                    " Coroutines took %s, %.2f \u00d7 ",
                    Figures.seconds(async.get().wallSeconds()), ratio);
            lead += comparison.floorSeconds() > comparison.limitSeconds() * 1.001
                    ? Figures.format("what %d at a time can reach.", comparison.concurrency())
                    : "that limit.";
        }
        return lead;
    }

    private void table(StringBuilder html) {
        html.append("<div class=\"scroll\"><table>\n<thead><tr><td></td>");
        comparison
                .lanes()
                .forEach(lane -> html.append("<th scope=\"col\">")
                        .append(Html.escape(lane.name()))
                        .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        List<Figures> figures = Figures.of(comparison);
        row(html, figures.getFirst(), figures.size());
        figures.stream().skip(1).forEach(figure -> row(html, figure, 0));
        html.append("</tbody>\n</table></div>\n");
    }

    /// A row of figures; the first one also says, over all `rows`, why a strategy did not finish.
    private void row(StringBuilder html, Figures figure, int rows) {
        html.append("<tr><th scope=\"row\">")
                .append(Html.escape(figure.title()))
                .append("</th>");
        for (Lane lane : comparison.lanes()) {
            switch (lane) {
                case Lane.Finished finished ->
                    html.append("<td>")
                            .append(Html.escape(figure.text().apply(finished)))
                            .append("</td>");
                case Lane.Unfinished unfinished
                when rows > 0 ->
                    html.append("<td class=\"why\" rowspan=\"%d\">".formatted(rows))
                            .append(Html.escape("did not finish: " + unfinished.reason()))
                            .append("</td>");
                case Lane.Unfinished _ -> {}
            }
        }
        html.append("</tr>\n");
    }

    private void lane(StringBuilder html, Lane lane) {
        html.append("<section>\n<h3>").append(Html.escape(lane.name()));
        switch (lane) {
            case Lane.Finished finished ->
                html.append(" <small>")
                        .append(Figures.seconds(finished.wallSeconds()))
                        .append("</small></h3>\n")
                        .append(waterfall.of(finished))
                        .append(errors(finished));
            case Lane.Unfinished unfinished ->
                html.append("</h3>\n<p class=\"why\">")
                        .append(Html.escape("Did not finish: " + unfinished.reason()))
                        .append("</p>\n");
        }
        html.append("</section>\n");
    }

    /// What failed, each kind with its first example.
    private static String errors(Lane.Finished lane) {
        var html = new StringBuilder();
        for (var error : lane.run().errors()) {
            html.append("<p class=\"why\">")
                    .append(Html.escape(
                            Figures.format("%,d \u00d7 %s: %s", error.count(), error.kind(), error.example())))
                    .append("</p>\n");
        }
        return html.toString();
    }

    private static void list(StringBuilder html, String heading, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        html.append("<h2>").append(heading).append("</h2>\n<ul>\n");
        items.forEach(item -> html.append("<li>").append(Html.escape(item)).append("</li>\n"));
        html.append("</ul>\n");
    }

    private static String style() throws IOException {
        try (InputStream css = ComparisonPage.class.getResourceAsStream("compare.css")) {
            if (css == null) {
                throw new IOException("the jar lacks compare.css");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
