package heddle.tests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every `java` snippet of the documents stands in a source file that is compiled: what the documents show works,
/// and the tests of the modules run it. White space does not count, so that a snippet may be set as it reads best.
@Execution(ExecutionMode.CONCURRENT)
class SnippetsTest {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Path GUIDES = Checkout.ROOT.resolve("docs/guides");
    private static final Path GUIDE_TESTS = Checkout.ROOT.resolve("tests/src/test/java/heddle/tests/guides");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @Test
    void every_snippet_of_the_documents_is_compiled() {
        List<String> sources = Checkout.files(".java").stream()
                .map(Checkout::text)
                .map(SnippetsTest::compact)
                .toList();
        List<String> strangers = Checkout.files(".md").stream()
                .flatMap(SnippetsTest::snippets)
                .filter(snippet -> sources.stream().noneMatch(source -> source.contains(compact(snippet.code()))))
                .map(Snippet::toString)
                .toList();
        assertThat(strangers)
                .as("snippets that stand in no source file: copy the lines of a test or an example that runs them")
                .isEmpty();
    }

    @Test
    void the_guides_have_snippets() {
        assertThat(Stream.of(
                                "docs/async.md",
                                "docs/streams.md",
                                "docs/client.md",
                                "docs/server.md",
                                "docs/library.md",
                                "docs/engines.md",
                                "docs/websocket.md")
                        .map(Checkout.ROOT::resolve))
                .allSatisfy(guide -> assertThat(snippets(guide)).hasSizeGreaterThan(2));
    }

    /// `docs/guides/many-urls.md` is run by `ManyUrlsGuideTest`, and every guide stands in the index.
    @Test
    void a_guide_for_a_task_is_run_by_the_test_of_its_name() {
        String index = Checkout.text(GUIDES.resolve("README.md"));
        List<Path> guides = Checkout.files(".md").stream()
                .filter(path -> path.getParent().equals(GUIDES) && !path.endsWith("README.md"))
                .toList();
        assertThat(guides).hasSizeGreaterThan(10).allSatisfy(guide -> {
            String name = guide.getFileName().toString().replace(".md", "");
            assertThat(index).contains("(" + name + ".md)");
            String test = compact(Checkout.text(GUIDE_TESTS.resolve(className(name) + "GuideTest.java")));
            assertThat(snippets(guide))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(snippet -> assertThat(test).contains(compact(snippet.code())));
        });
    }

    private static String className(String name) {
        return Stream.of(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(joining());
    }

    private record Snippet(Path document, String code) {
        @Override
        public String toString() {
            return Checkout.name(document) + ":\n" + code;
        }
    }

    private static Stream<Snippet> snippets(Path document) {
        return SNIPPET.matcher(Checkout.text(document)).results().map(found -> new Snippet(document, found.group(1)));
    }

    private static String compact(String code) {
        return WHITE_SPACE.matcher(code).replaceAll("");
    }
}
