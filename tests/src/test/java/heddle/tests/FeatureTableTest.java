package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables that say what asyncio and aiohttp have promise a test a row, or why there is none; this holds them to
/// that.
class FeatureTableTest {
    private static final Pattern LAST_CELL = Pattern.compile("\\| `(\\w+Test)\\.(\\w+)` \\|$");
    /// Instead of a test: why there is none, in some words.
    private static final Pattern REASON =
            Pattern.compile("\\| (?:not wanted(?: so far)?|missing): \\S+(?: \\S+){3,} \\|$");

    /// A class in a cell.
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

    /// A table, the modules whose tests it names, and how many rows it has at least.
    record Table(String document, List<String> modules, int rowsMin) {}

    private static Stream<Table> tables() {
        return Stream.of(
                new Table("docs/asyncio.md", List.of("async", "net"), 41),
                new Table(
                        "docs/aiohttp.md",
                        List.of("url", "http", "net", "websocket", "client", "server", "cli", "testkit", "tests"),
                        200));
    }

    /// "Use `Semaphore`, `Phaser`": the test of that row uses them.
    @Test
    void what_the_jdk_has_is_tried_by_the_test_of_its_row() {
        var tests = KnownTests.of(List.of("async"));
        assertThat(new DocumentTable("docs/asyncio.md").rowsBelow("Between tasks"))
                .filteredOn(row -> row.contains("| use `"))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(row -> {
                    var named = LAST_CELL.matcher(row);
                    assertThat(named.find()).isTrue();
                    assertThat(TYPE.matcher(DocumentTable.cells(row).get(2))
                                    .results()
                                    .map(it -> it.group(1)))
                            .allSatisfy(type -> assertThat(tests.sources().get(named.group(1)))
                                    .containsPattern("\\bnew " + type + "\\b"));
                });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_row_names_a_test_that_exists_or_says_why_it_has_none(Table table) {
        var tests = KnownTests.of(table.modules());
        assertThat(new DocumentTable(table.document()).rows())
                .hasSizeGreaterThanOrEqualTo(table.rowsMin())
                .allSatisfy(row -> {
                    if (REASON.matcher(row).find()) {
                        return;
                    }
                    var named = LAST_CELL.matcher(row);
                    assertThat(named.find())
                            .as("the last cell is `Test.method`, or a reason")
                            .isTrue();
                    tests.assertHas(named.group(1), named.group(2));
                });
    }
}
