package heddle.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The laws of the house that bytecode can show: arrows point down, no cycles, Netty stays hidden.
@Execution(ExecutionMode.CONCURRENT)
class LayeringTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("heddle");

    /// What each module may use, besides itself and everything that is not Heddle's.
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("url", List.of()),
            Map.entry("http", List.of("url")),
            Map.entry("async", List.of()),
            Map.entry("net", List.of("async")),
            Map.entry("websocket", List.of("net", "http", "async")),
            Map.entry("client", List.of("websocket", "net", "http", "async", "url")),
            Map.entry("server", List.of("websocket", "net", "http", "async", "url")),
            Map.entry("testkit", List.of("net", "async")),
            Map.entry("fetch", List.of("client", "websocket", "net", "http", "async", "url")),
            Map.entry("s3", List.of("fetch")),
            Map.entry("cli", List.of("fetch", "client", "server", "websocket", "net", "http", "async", "url")));

    /// Modules that may see Netty, in the packages that they do not export to everyone.
    private static final List<String> SEE_NETTY = List.of("async", "net", "client", "server", "testkit");

    @TestFactory
    Stream<DynamicTest> a_module_uses_only_what_lies_below_it() {
        return MAY_USE.entrySet().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module.getKey(), () -> checkModule(module.getKey(), module.getValue())));
    }

    @Test
    void every_package_belongs_to_a_module_of_the_table() {
        classes()
                .that()
                .resideInAPackage("heddle..")
                .and()
                .resideOutsideOfPackages("heddle.bench..")
                .should()
                .resideInAnyPackage(
                        MAY_USE.keySet().stream().map(LayeringTest::packagesOf).toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void no_packages_form_a_cycle() {
        slices().matching("heddle.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void netty_is_seen_only_behind_qualified_exports() {
        noClasses().that(mayNotSeeNetty()).should(seeNetty()).check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> mayNotSeeNetty() {
        Set<String> exported = MAY_USE.keySet().stream()
                .flatMap(module -> PublicSurface.exportedPackages(module).stream())
                .collect(Collectors.toSet());
        return DescribedPredicate.describe(
                "are exported to everyone, or belong to none of " + SEE_NETTY,
                type -> exported.contains(type.getPackageName())
                        || SEE_NETTY.stream().noneMatch(module -> belongsTo(module, type)));
    }

    private static boolean belongsTo(String module, JavaClass type) {
        return JavaClass.Predicates.resideInAnyPackage(packagesOf(module), "heddle.bench..")
                .test(type);
    }

    private static ArchCondition<JavaClass> seeNetty() {
        return ArchConditions.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.netty.."));
    }

    private static void checkModule(String module, List<String> below) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(module) && !below.contains(other))
                .map(LayeringTest::packagesOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .dependOnClassesThat(inAnyOf(forbidden))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> inAnyOf(String[] packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private static String packagesOf(String module) {
        return "heddle." + module + "..";
    }
}
