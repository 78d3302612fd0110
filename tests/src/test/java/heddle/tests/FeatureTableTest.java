package heddle.tests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables that say what asyncio and aiohttp have promise a test a row, or why there is none; this holds them to
/// that.
class FeatureTableTest {
    private static final Pattern LAST_CELL = Pattern.compile("\\| `(\\w+Test)\\.(\\w+)` \\|$");
    /// Instead of a test: why there is none, in some words.
    private static final Pattern REASON =
            Pattern.compile("\\| (?:not wanted(?: so far)?|missing): \\S+(?: \\S+){3,} \\|$");

    /// A table, the modules whose tests it names, and how many rows it has at least.
    record Table(String document, List<String> modules, int rowsMin) {
        List<String> rows() {
            List<String> lines = Checkout.text(Checkout.ROOT.resolve(document))
                    .lines()
                    .filter(line -> line.startsWith("|"))
                    .toList();
            return IntStream.range(0, lines.size())
                    .filter(i -> !isRule(lines, i) && !isRule(lines, i + 1))
                    .mapToObj(lines::get)
                    .toList();
        }

        private static boolean isRule(List<String> lines, int index) {
            return index < lines.size() && lines.get(index).startsWith("|---");
        }

        /// The sources of the tests by the name of their class; classes of one name count as one.
        Map<String, String> tests() {
            return Checkout.files("Test.java").stream()
                    .filter(path -> modules.contains(Checkout.name(path).split("/", 2)[0]))
                    .collect(toMap(
                            path -> path.getFileName().toString().replace(".java", ""),
                            Checkout::text,
                            String::concat));
        }
    }

    private static Stream<Table> tables() {
        return Stream.of(
                new Table("docs/asyncio.md", List.of("async", "net"), 41),
                new Table(
                        "docs/aiohttp.md",
                        List.of("url", "http", "net", "websocket", "client", "server", "cli", "testkit", "tests"),
                        200));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_row_names_a_test_that_exists_or_says_why_it_has_none(Table table) {
        Map<String, String> tests = table.tests();
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(table.rowsMin()).allSatisfy(row -> {
            if (REASON.matcher(row).find()) {
                return;
            }
            var named = LAST_CELL.matcher(row);
            assertThat(named.find())
                    .as("the last cell is `Test.method`, or a reason")
                    .isTrue();
            assertThat(tests).containsKey(named.group(1));
            assertThat(tests.get(named.group(1))).containsPattern(testNamed(named.group(2)));
        });
    }

    /// From the annotation to the method, with no other test between.
    private static Pattern testNamed(String method) {
        return Pattern.compile(
                "@(?:(?:Parameterized)?Test|TestFactory|Property)\\b"
                        + "(?:(?!@Test\\b|@Property\\b|@ParameterizedTest\\b|@TestFactory\\b).)*?(?:void|Stream<DynamicTest>) "
                        + Pattern.quote(method) + "\\(",
                Pattern.DOTALL);
    }
}
