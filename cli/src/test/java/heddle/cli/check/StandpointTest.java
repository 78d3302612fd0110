package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.check.Leads.Astray;
import heddle.cli.check.Leads.Nowhere;
import heddle.cli.check.Leads.ToFile;
import heddle.cli.check.Leads.ToPage;
import heddle.url.Url;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandpointTest {
    private static final Standpoint FILE = Standpoint.of(Path.of("/site/docs/a b.md"), Optional.empty());

    @Test
    void links_of_a_file_are_relative_to_it() {
        assertThat(FILE.lead("c.md")).isEqualTo(new ToFile(Path.of("/site/docs/c.md"), ""));
        assertThat(FILE.lead("../x%20y.md?q#part")).isEqualTo(new ToFile(Path.of("/site/x y.md"), "part"));
        assertThat(FILE.lead("#part")).isEqualTo(new ToFile(Path.of("/site/docs/a b.md"), "part"));
        assertThat(FILE.lead("https://a.test/b#c%C3%A9"))
                .isEqualTo(new ToPage(Url.parse("https://a.test/b"), "c\u00e9"));
    }

    @Test
    void what_begins_with_a_slash_needs_a_root() {
        assertThat(FILE.lead("/x.md")).isInstanceOf(Astray.class);
        assertThat(Standpoint.of(Path.of("/site/docs/a.md"), Optional.of(Path.of("/site")))
                        .lead("/x.md#y"))
                .isEqualTo(new ToFile(Path.of("/site/x.md"), "y"));
    }

    @Test
    void what_leaves_the_scheme_out_is_asked_for_by_https() {
        assertThat(FILE.lead("//a.test/x")).isEqualTo(new ToPage(Url.parse("https://a.test/x"), ""));
    }

    @Test
    void a_base_may_be_a_page() {
        Standpoint page = new Standpoint(Url.parse("https://a.test/dir/page"), Optional.empty());
        assertThat(page.lead("/x")).isEqualTo(new ToPage(Url.parse("https://a.test/x"), ""));
        assertThat(page.named("../other/").lead("x")).isEqualTo(new ToPage(Url.parse("https://a.test/other/x"), ""));
        assertThat(FILE.named("https://a.test/d/").lead("x"))
                .isEqualTo(new ToPage(Url.parse("https://a.test/d/x"), ""));
    }

    @Test
    void mail_addresses_and_the_like_lead_nowhere() {
        for (String text : new String[] {"mailto:me@a.test", "tel:+1", "javascript:void(0)", "data:,x"}) {
            assertThat(FILE.lead(text)).as(text).isInstanceOf(Nowhere.class);
        }
    }

    @Test
    void what_is_no_url_goes_astray() {
        assertThat(FILE.lead("https://a b/")).isInstanceOf(Astray.class);
        assertThat(Standpoint.alone("a.test/x")).isInstanceOf(Astray.class);
    }
}
