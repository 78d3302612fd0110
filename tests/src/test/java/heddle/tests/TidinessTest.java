package heddle.tests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The laws of the house that the text of the sources shows. Each message says what to do instead.
@Execution(ExecutionMode.CONCURRENT)
class TidinessTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int PACKAGE_FILES_MAX = 30;
    private static final Pattern VAGUE_TYPE = Pattern.compile(
            "\\b(?:class|interface|record|enum)\\s+(\\w*(?:Util|Utils|Helper|Manager|Impl|Base|Data|Info))\\b");
    private static final Pattern ACCESSOR = Pattern.compile(
            "(?:@\\w+(?:\\([^)]*\\))?\\s+)*" + "public\\s+(?:\\w+\\s+)*[\\w<>\\[\\], ?]+\\s+(?:get|set)[A-Z]\\w*\\(");
    private static final Pattern SLEEP = Pattern.compile("\\b(?:Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep)\\s*\\(");
    private static final Pattern IN_COMMON =
            Pattern.compile("\\bSystem\\.(?:set(?:In|Out|Err|Property)|clearProperty)\\("
                    + "|\\bgetAllStackTraces\\(|/proc/self/fd\\b|\\b(?:Locale|TimeZone)\\.setDefault\\(");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern SKIPPED = Pattern.compile("@(?:Disabled|Ignore)\\b(?!\\()");

    /// The formatter breaks a line of a comment that is too long, and leaves its rest in a line alone.
    private static final Pattern BROKEN_COMMENT = Pattern.compile(
            "(?m)^ */// [^\\n]{88,}\\n */// (?! *[-@|#`}])[^\\n]{1,28}[^.:\\n]\\n */// *(?![-@|#`}])\\S");

    @Test
    void files_are_short() {
        assertThat(Checkout.javaFiles().stream()
                        .filter(path -> lines(path) > FILE_LINES_MAX)
                        .map(path -> Checkout.name(path) + ": " + lines(path) + " lines"))
                .as("files over %d lines: split them by concern", FILE_LINES_MAX)
                .isEmpty();
    }

    @Test
    void packages_are_small() {
        Map<Path, Long> sizes = Checkout.javaFiles().stream().collect(groupingBy(Path::getParent, counting()));
        assertThat(sizes.entrySet().stream()
                        .filter(folder -> folder.getValue() > PACKAGE_FILES_MAX)
                        .map(folder -> Checkout.name(folder.getKey()) + ": " + folder.getValue() + " files"))
                .as("packages over %d files: move a lower layer into a package of its own", PACKAGE_FILES_MAX)
                .isEmpty();
    }

    @Test
    void types_are_named_for_what_they_are() {
        assertThat(findings(VAGUE_TYPE))
                .as("vague type names: name the concept")
                .isEmpty();
    }

    @Test
    void methods_have_no_get_and_set() {
        assertThat(findings(ACCESSOR).filter(line -> !line.contains("@Override")))
                .as("get/set prefixes: use the bare noun, or a verb that says what happens")
                .isEmpty();
    }

    @Test
    void tests_do_not_sleep() {
        assertThat(findings(SLEEP).filter(line -> line.contains("/src/test/")))
                .as("sleeps in tests: use virtual time or a latch")
                .isEmpty();
    }

    @Test
    void tests_of_what_the_whole_jvm_has_in_common_run_alone() {
        assertThat(Checkout.javaFiles().stream()
                        .filter(path -> Checkout.name(path).contains("/src/test/"))
                        .filter(path -> !Checkout.text(path).contains("@Isolated"))
                        .flatMap(path -> matches(path, IN_COMMON)))
                .as("tests that others may disturb, or they others: @Isolated")
                .isEmpty();
    }

    @Test
    void nothing_is_left_unfinished() {
        assertThat(findings(UNFINISHED).filter(line -> !line.startsWith("tests/")))
                .as("unfinished work: finish it or file it")
                .isEmpty();
    }

    @Test
    void a_skipped_test_says_why() {
        assertThat(findings(SKIPPED)).as("@Disabled without a reason").isEmpty();
    }

    @Test
    void comments_are_laid_out_after_the_formatter_has_broken_them() {
        assertThat(findings(BROKEN_COMMENT))
                .as("lines of a comment with a word or two: lay the paragraph out again, in lines of 100 characters")
                .isEmpty();
    }

    @Test
    void every_path_in_the_documents_exists() {
        List<String> missing = new ArrayList<>();
        for (Path document : Checkout.files(".md")) {
            DocumentPaths.of(document).stream()
                    .filter(path -> !DocumentPaths.exists(document, path))
                    .forEach(path -> missing.add(Checkout.name(document) + " names " + path));
        }
        assertThat(missing).as("documents name paths that do not exist").isEmpty();
    }

    private static Stream<String> findings(Pattern pattern) {
        return Checkout.javaFiles().stream()
                .filter(path -> !path.endsWith("TidinessTest.java"))
                .flatMap(path -> matches(path, pattern));
    }

    private static Stream<String> matches(Path path, Pattern pattern) {
        Matcher matcher = pattern.matcher(Checkout.text(path));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(Checkout.name(path) + ": " + matcher.group().strip());
        }
        return found.stream();
    }

    private static long lines(Path path) {
        return Checkout.text(path).lines().count();
    }
}
