package heddle.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.StrategyRun;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ComparisonPageTest {
    @TempDir
    Path folder;

    @Test
    void the_page_is_well_formed_and_has_a_picture_for_each_strategy() throws Exception {
        Document page = page(Comparisons.five());
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(20);
        assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(1);
    }

    @Test
    void the_page_needs_no_other_file() throws Exception {
        String page = text(Comparisons.five()).replaceAll("https://127\\.0\\.0\\.1", "");
        assertThat(page).doesNotContain("http", "src=", "href=", "@import", "url(");
    }

    @Test
    void every_picture_has_a_title_and_a_description_that_it_names() throws Exception {
        Document page = page(Comparisons.five());
        NodeList pictures = page.getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            String[] names = pictures.item(i)
                    .getAttributes()
                    .getNamedItem("aria-labelledby")
                    .getNodeValue()
                    .split(" ");
            String source = text(Comparisons.five());
            assertThat(names).hasSize(2).allSatisfy(name -> assertThat(source).contains("id=\"" + name + "\""));
        }
    }

    @Test
    void all_pictures_share_one_time_axis() throws Exception {
        Document page = page(Comparisons.five());
        NodeList bars = page.getElementsByTagName("rect");
        // Blocking takes longest: its last bar ends at the right, those of the others where the slowest URL ends.
        assertThat(end(bars, 4)).isBetween(970.0, 1000.0);
        assertThat(end(bars, 7)).isEqualTo(end(bars, 17)).isBetween(400.0, 450.0);
    }

    @Test
    void a_crowd_of_urls_stays_small_and_well_formed() throws Exception {
        Comparison many = Comparisons.many(2000);
        assertThat(text(many).length()).isLessThan(500_000);
        assertThat(page(many).getElementsByTagName("svg").getLength()).isEqualTo(3);
    }

    @Test
    void nothing_from_a_url_or_a_reason_becomes_markup() throws Exception {
        String page = text(Comparisons.many(20));
        assertThat(page)
                .doesNotContain("<script", "<b>", "\u001b")
                .contains("&lt;script&gt;", "&lt;b&gt;raise", "\\x1b");
    }

    @Test
    void the_goals_are_judged_by_what_was_measured() throws Exception {
        assertThat(text(Comparisons.five()))
                .contains(
                        "Context switches: goal not met. Coroutines made 1.00 of those of the thread pool (229 to 229);")
                .contains(
                        "Of the 229 the JIT compiler made 40, the collector 6, the JVM&#39;s service threads 9, and the"
                                + " loop with all else that does the work 174, which is 34.80 a URL; most of them by the work itself.")
                .contains("Without the JVM&#39;s own threads on both sides the ratio is 1.00 (174 to 174).")
                .contains("At rest the same JVM makes 30 in the time of the run.")
                .contains(
                        "Memory growth: goal not met. Coroutines grew by 1.00", "0.9 MB were added for compiled code");
    }

    @Test
    void what_failed_says_why_in_its_tooltip_and_below_the_picture() throws Exception {
        var lane =
                Comparisons.lane("async", 4, new Random(7).longs(97, 195, 260).toArray());
        var last = List.of(lane.run().spans().getLast());
        var run = new StrategyRun(
                "async", lane.run().wall(), last, 0, 1, 0, lane.run().errors());
        var urls = Collections.nCopies(97, "http://127.0.0.1/");
        var one = new Comparison(urls, 0, 0, 4, List.of(new Lane.Finished(run, lane.usage(), lane.idle())));
        assertThat(text(one))
                .containsPattern("<title>http://127.0.0.1/: [^<]*, failed: no answer within &lt;5&gt; s</title>")
                .contains("<p class=\"why\">1 \u00d7 timeout: no answer</p>");
    }

    @Test
    void a_strategy_that_did_not_finish_says_why_instead_of_numbers() throws Exception {
        assertThat(text(Comparisons.many(20))).contains("rowspan=\"10\">did not finish: not done within 60 s");
    }

    private String text(Comparison comparison) throws Exception {
        Path file = folder.resolve("compare.html");
        ComparisonPage.write(comparison, file);
        return Files.readString(file);
    }

    /// The page is XML as well as HTML, so that any parser can tell whether it is well formed.
    private Document page(Comparison comparison) throws Exception {
        String text = text(comparison).replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static double end(NodeList bars, int index) {
        var attributes = bars.item(index).getAttributes();
        return Double.parseDouble(attributes.getNamedItem("x").getNodeValue())
                + Double.parseDouble(attributes.getNamedItem("width").getNodeValue());
    }
}
