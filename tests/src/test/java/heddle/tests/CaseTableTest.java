package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of cases names the tests that show each of them; this holds it to that.
class CaseTableTest {
    private static final DocumentTable CASES = new DocumentTable("docs/cases.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern NAMES = Pattern.compile("`\\w+Test\\.\\w+`(?:, `\\w+Test\\.\\w+`)*");
    /// Instead of a test: why there is none, in some words.
    private static final Pattern REASON = Pattern.compile("none: \\S+(?: \\S+){3,}");

    private static final String NO_MATTER_OF_TIME = "–";

    @Test
    void every_case_names_tests_that_exist_or_says_why_it_has_none() {
        var scripted = KnownTests.of(List.of("url", "http", "net", "client", "server", "fetch", "cli"));
        var simulated = KnownTests.of(List.of("testkit"));
        assertThat(CASES.rows()).hasSizeGreaterThan(140).allSatisfy(row -> {
            List<String> cells = DocumentTable.cells(row);
            assertThat(cells).as("case, test, simulation").hasSize(3);
            if (!REASON.matcher(cells.get(1)).matches()) {
                assertNamed(cells.get(1), scripted);
            }
            if (!cells.get(2).equals(NO_MATTER_OF_TIME)) {
                assertNamed(cells.get(2), simulated);
            }
        });
    }

    @Test
    void every_family_has_its_cases() {
        assertThat(Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13))
                .allSatisfy(family -> assertThat(CASES.rowsBelow(family + ". ")).hasSizeGreaterThan(5));
    }

    @Test
    void every_time_limit_is_shown_in_virtual_time() {
        assertThat(CASES.rowsBelow("7. "))
                .allSatisfy(row -> assertThat(DocumentTable.cells(row).get(2)).isNotEqualTo(NO_MATTER_OF_TIME));
    }

    private static void assertNamed(String cell, KnownTests tests) {
        assertThat(cell).matches(NAMES);
        NAME.matcher(cell).results().forEach(name -> tests.assertHas(name.group(1), name.group(2)));
    }
}
