package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    @Test
    void what_leads_somewhere_is_a_link_with_its_line() {
        Page page = HtmlPage.of("""
                <!doctype html>
                <link rel="stylesheet" href="style.css">
                <a href=" page.html ">page</a> <a>none</a>
                <img src="one.png"
                     srcset="two.png 2x, three.png 3x">
                <video poster="film.jpg"><source src="film.mp4"></video>
                <form action="/search"></form>
                """);
        assertThat(page.links())
                .extracting(Written::text)
                .containsExactlyInAnyOrder(
                        "style.css", "page.html", "one.png", "two.png", "three.png", "film.jpg", "film.mp4", "/search");
        assertThat(page.links())
                .contains(new Written("style.css", 2), new Written("page.html", 3), new Written("one.png", 4));
    }

    @Test
    void hints_about_hosts_are_no_links() {
        assertThat(HtmlPage.of("<link rel='preconnect' href='https://a.b'><link rel=DNS-prefetch href='//c.d'>")
                        .links())
                .isEmpty();
    }

    @Test
    void comments_scripts_and_texts_are_not_looked_into() {
        assertThat(HtmlPage.of("<!-- <a href='x'> --><script>'<a href=\"y\">'</script> https://a.b")
                        .links())
                .isEmpty();
    }

    @Test
    void ids_and_names_of_anchors_are_what_fragments_may_name() {
        assertThat(HtmlPage.of("<p id=one><a name=two>x</a><input name=three>").anchors())
                .contains("one", "two")
                .doesNotContain("three");
    }

    @Test
    void a_base_is_told() {
        assertThat(HtmlPage.of("<base href='/there/'>").base()).contains("/there/");
        assertThat(HtmlPage.of("<p>").base()).isEmpty();
    }

    @Test
    void bytes_are_read_in_the_charset_that_is_named_or_that_they_name() throws IOException {
        byte[] latin = "<meta charset=iso-8859-1><p id=\u00e9>".getBytes(Charset.forName("iso-8859-1"));
        assertThat(HtmlPage.of(new ByteArrayInputStream(latin), null).anchors()).contains("\u00e9");
        byte[] utf8 = "<p id=\u00e9>".getBytes(Charset.forName("utf-8"));
        assertThat(HtmlPage.of(new ByteArrayInputStream(utf8), "utf-8").anchors())
                .contains("\u00e9");
        assertThat(HtmlPage.of(new ByteArrayInputStream(utf8), null).anchors()).contains("\u00e9");
    }

    @Test
    void a_charset_that_nobody_knows_does_no_harm() throws IOException {
        assertThat(HtmlPage.of(
                                new ByteArrayInputStream("<p id=x>".getBytes(Charset.forName("utf-8"))),
                                "no-such-charset")
                        .anchors())
                .contains("x");
    }
}
