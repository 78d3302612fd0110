package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownPageTest {
    @Test
    void links_of_all_kinds_are_found_with_their_lines() {
        Page page = MarkdownPage.of("""
                # Title
                A [link](one.md) and ![an image](two.png) and <https://three.test/>,
                a plain https://four.test/x, and a [reference][r].

                <a href="five.html">html</a>

                [r]: six.md "titled"

                | a | b |
                |---|---|
                | [cell](seven.md) | - |
                """);
        assertThat(page.links())
                .containsExactlyInAnyOrder(
                        new Written("one.md", 2),
                        new Written("two.png", 2),
                        new Written("https://three.test/", 2),
                        new Written("https://four.test/x", 3),
                        new Written("six.md", 3),
                        new Written("five.html", 5),
                        new Written("seven.md", 11));
    }

    @Test
    void code_has_no_links() {
        assertThat(MarkdownPage.of("`https://a.test/` `[x](y)`\n\n```\n[x](y) https://b.test/\n```\n\n    [x](y)\n")
                        .links())
                .isEmpty();
    }

    @Test
    void headings_are_anchors_as_on_github() {
        assertThat(MarkdownPage.of("""
                        # What's `new`, in 2.0?
                        ## A_b - c
                        ## Again
                        ## Again
                        ## \u00dcber
                        <a id="own"></a>
                        """).anchors())
                .contains("whats-new-in-20", "a_b---c", "again", "again-1", "\u00fcber", "own");
    }
}
