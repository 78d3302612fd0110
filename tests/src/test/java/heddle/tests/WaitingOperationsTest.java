package heddle.tests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every public operation that can wait has a test that cancels it while it does, or a reason why there is none.
///
/// The list says which test; each of these tests fails if it does not meet what is listed for it.
@Execution(ExecutionMode.CONCURRENT)
class WaitingOperationsTest {
    private static final String LIST = "tests/src/test/resources/waiting-operations.txt";
    private static final Pattern REASON = Pattern.compile("(outside|inside|never): \\S+( \\S+){2,}");

    @Test
    void the_list_has_every_operation_that_waits() {
        assertThat(listed().keySet())
                .as("What waits, by its bytecode. For an operation that is new, add a line to " + LIST
                        + " with the test that cancels it, and a scene to that test; it fails if there is none")
                .containsExactlyInAnyOrderElementsOf(new WaitingOperations().names());
    }

    @Test
    void each_is_cancelled_by_a_test_or_has_a_reason() {
        assertThat(listed()).allSatisfy((operation, where) -> {
            if (!REASON.matcher(where).matches()) {
                var source = where.substring(where.indexOf('.')).replace('.', '/') + ".java";
                assertThat(Checkout.files(source))
                        .as(operation)
                        .singleElement()
                        .satisfies(file -> assertThat(Checkout.text(file))
                                .contains("Operations.of(" + where.substring(where.lastIndexOf('.') + 1) + ".class)"));
            }
        });
    }

    private static Map<String, String> listed() {
        return Checkout.text(Checkout.ROOT.resolve(LIST))
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(toMap(words -> words[0], words -> words[1]));
    }
}
