package heddle.tests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The tests of some modules, by the names that documents call them.
///
/// @param sources of the tests by the name of their class; classes of one name count as one
record KnownTests(Map<String, String> sources) {
    static KnownTests of(List<String> modules) {
        return new KnownTests(Checkout.files("Test.java").stream()
                .filter(path -> modules.contains(Checkout.name(path).split("/", 2)[0]))
                .collect(toMap(
                        path -> path.getFileName().toString().replace(".java", ""), Checkout::text, String::concat)));
    }

    /// Fails unless a class of that name has that test.
    void assertHas(String name, String method) {
        assertThat(sources).containsKey(name);
        assertThat(sources.get(name)).as(name).containsPattern(testNamed(method));
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
