package heddle.tests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/asyncio.md` promises a test a row; this holds it to that.
class FeatureTableTest {
    private static final Path TABLE = Checkout.ROOT.resolve("docs/asyncio.md");
    private static final Pattern LAST_CELL = Pattern.compile("\\| `(\\w+Test)\\.(\\w+)` \\|$");

    @Test
    void every_row_names_a_test_that_exists() {
        Map<String, String> tests = Checkout.files("Test.java").stream()
                .filter(path -> Checkout.name(path).matches("(?:async|net)/.*"))
                .collect(toMap(path -> path.getFileName().toString().replace(".java", ""), Checkout::text));
        assertThat(rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
            var named = LAST_CELL.matcher(row);
            assertThat(named.find()).as("the last cell is `Test.method`").isTrue();
            assertThat(tests).containsKey(named.group(1));
            assertThat(tests.get(named.group(1)))
                    .containsPattern(
                            "@(?:Parameterized)?Test\\s+(?:@.*\\s+)?void " + Pattern.quote(named.group(2)) + "\\(");
        });
    }

    private static List<String> rows() {
        return Checkout.text(TABLE)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| asyncio | trio"))
                .toList();
    }
}
