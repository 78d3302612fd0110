package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The `heddle` script with made-up JDKs, which only say how they were called.
class ScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("heddle.root", ".."), "heddle");

    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void a_checkout_that_is_built() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        checkout = Files.createDirectories(folder.resolve("check out"));
        Files.copy(SCRIPT, checkout.resolve("heddle"));
        assertThat(checkout.resolve("heddle").toFile().setExecutable(true)).isTrue();
        assertThat(Files.writeString(checkout.resolve("pom.xml"), "").toFile().setLastModified(1_000))
                .isTrue();
        Files.createDirectories(checkout.resolve("cli/target"));
        Files.writeString(checkout.resolve("cli/target/heddle.jar"), "");
    }

    @Test
    @Timeout(30)
    void it_runs_the_jar_on_the_jdk_that_it_is_told_to() throws Exception {
        String said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25.0.3")), "get", "a b", "-k");
        assertThat(said)
                .contains("-jar")
                .contains(checkout.resolve("cli/target/heddle.jar").toString())
                .endsWith("get\na b\n-k\n");
    }

    @Test
    @Timeout(30)
    void the_jdk_of_java_home_comes_before_that_of_the_path_unless_it_is_too_old() throws Exception {
        String path = jdk("27") + "/bin:" + System.getenv("PATH");
        String told = run(0, checkout.resolve("heddle"), Map.of("JAVA_HOME", jdk("26"), "PATH", path), "get");
        assertThat(told.lines()).contains(folder.resolve("jdk-26/bin/java").toString());
        String passedOver = run(0, checkout.resolve("heddle"), Map.of("JAVA_HOME", jdk("17"), "PATH", path), "get");
        assertThat(passedOver.lines())
                .contains(folder.resolve("jdk-27/bin/java").toString());
    }

    /// So that signals reach it.
    @Test
    @Timeout(30)
    void it_becomes_the_jvm() throws Exception {
        Process process = start(checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25")), "get");
        assertThat(read(process).lines()).contains(Long.toString(process.pid()));
    }

    @Test
    @Timeout(30)
    void it_works_through_a_link_from_another_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("h"), checkout.resolve("heddle"));
        String said = run(0, link, Map.of("HEDDLE_JAVA", jdk("26")), "get");
        assertThat(said).contains(checkout.resolve("cli/target/heddle.jar").toString());
    }

    /// Which the script says itself.
    @Test
    @Timeout(30)
    void the_version_is_that_of_the_jar() throws Exception {
        Files.copy(SCRIPT.resolveSibling("pom.xml"), checkout.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(checkout.resolve("pom.xml").toFile().setLastModified(1_000)).isTrue();
        for (String word : List.of("-V", "--version", "version")) {
            String said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25")), word);
            assertThat(said).isEqualTo("heddle " + Main.version() + "\n");
        }
    }

    @Test
    @Timeout(30)
    void short_commands_and_long_ones_and_what_needs_tls_have_caches_of_their_own() throws Exception {
        Path target = checkout.resolve("cli/target");
        var java = Map.of("HEDDLE_JAVA", jdk("25.0.3"));
        String help = run(0, checkout.resolve("heddle"), java, "--help");
        assertThat(help).doesNotContain(".aot").doesNotContain("preparing");
        assertThat(target.toFile().list((_, name) -> name.endsWith(".aot"))).isEmpty();
        for (String kind : List.of("local", "get", "fetch")) {
            Files.writeString(target.resolve("heddle-" + kind + "-25.0.3.aot"), "a cache");
        }
        assertThat(target.resolve("heddle.jar").toFile().setLastModified(1_000)).isTrue();
        for (String word : List.of("ps", "man")) {
            assertThat(run(0, checkout.resolve("heddle"), java, word)).contains("heddle-local-25.0.3.aot");
        }
        for (String url : List.of("http://localhost/", "http://127.0.0.1:8080/", "http://[::1]:8080/")) {
            assertThat(run(0, checkout.resolve("heddle"), java, "get", "-i", url))
                    .contains("heddle-local-25.0.3.aot");
            assertThat(run(0, checkout.resolve("heddle"), java, "get", url)).contains("heddle-local-25.0.3.aot");
        }
        for (String url : List.of("http://a.example/", "https://localhost/")) {
            assertThat(run(0, checkout.resolve("heddle"), java, "get", "-i", url))
                    .contains("heddle-get-25.0.3.aot");
        }
        for (String word : List.of("fetch", "check", "compare", "serve")) {
            assertThat(run(0, checkout.resolve("heddle"), java, word)).contains("heddle-fetch-25.0.3.aot");
        }
    }

    @Test
    @Timeout(30)
    void half_a_cache_is_none() throws Exception {
        String home = jdk("25.0.3");
        Files.writeString(Path.of(home, "bin", "java"), """
                #!/bin/sh
                for word in "$@"; do
                    case $word in -XX:AOTCacheOutput=*) echo half >"${word#*=}"; exit 1 ;; esac
                done
                printf '%s\\n' "$@"
                """);
        Path cache = checkout.resolve("cli/target/heddle-local-25.0.3.aot");
        assertThat(checkout.resolve("cli/target/heddle.jar").toFile().setLastModified(1_000))
                .isTrue();
        String said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", home), "ps");
        assertThat(said).contains("preparing").doesNotContain("AOTCache=").endsWith("\nps\n");
        assertThat(cache).isEmptyFile();
        said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", home), "ps");
        assertThat(said).doesNotContain("preparing");
    }

    @Test
    @Timeout(30)
    void a_later_jdk_may_have_dropped_an_option() throws Exception {
        String pardon = "-XX:+IgnoreUnrecognizedVMOptions";
        assertThat(run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25.0.3")), "get"))
                .doesNotContain(pardon);
        assertThat(run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("26")), "get"))
                .contains(pardon);
    }

    @Test
    @Timeout(30)
    void a_program_of_the_users_can_be_looked_into_and_hears_the_watchdog_as_by_the_jar() throws Exception {
        var program = Files.writeString(folder.resolve("Program.java"), "void main() {}")
                .toString();
        String said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25")), "run", program, "word");
        assertThat(said.lines().toList())
                .containsAll(RunCommand.SEEN)
                .contains("--add-opens=java.base/java.lang=ALL-UNNAMED");
        assertThat(said).endsWith(program + "\nword\n");
    }

    @Test
    @Timeout(30)
    void a_jdk_that_is_too_old_is_named() throws Exception {
        String old = jdk("17.0.9");
        String said = run(2, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", old), "--version");
        assertThat(said).contains("HEDDLE_JAVA=" + old, "JDK 25 or later", "(Java 17.0.9)");
    }

    @Test
    @Timeout(30)
    void without_maven_it_says_what_is_missing() throws Exception {
        Files.delete(checkout.resolve("cli/target/heddle.jar"));
        String said = run(2, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25"), "PATH", ""), "--version");
        assertThat(said).contains("needs Maven");
    }

    @Test
    @Timeout(30)
    void what_uploads_is_built_when_it_is_asked_for() throws Exception {
        Map<String, String> noMaven = Map.of("HEDDLE_JAVA", jdk("25"), "PATH", "");
        String said = run(2, checkout.resolve("heddle"), noMaven, "fetch", "--upload", "s3://bucket");
        assertThat(said).contains("needs Maven");
        Files.writeString(checkout.resolve("cli/target/heddle-s3.jar"), "");
        said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", jdk("25")), "fetch", "--upload=s3://bucket");
        assertThat(said).endsWith("fetch\n--upload=s3://bucket\n");
    }

    @Test
    @Timeout(30)
    void a_build_that_has_nothing_to_write_is_not_made_at_each_start() throws Exception {
        Path maven = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\nprintf 'built\\n' >>\"$0.log\"\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path built = Files.writeString(checkout.resolve("cli/target/heddle-s3.jar"), "");
        assertThat(built.toFile().setLastModified(0)).isTrue();
        var withMaven = Map.of("HEDDLE_JAVA", jdk("25"), "PATH", folder + ":" + System.getenv("PATH"));
        for (int start = 0; start < 2; start++) {
            run(0, checkout.resolve("heddle"), withMaven, "fetch", "--upload", "s3://bucket");
        }
        assertThat(folder.resolve("mvn.log")).content().isEqualTo("built\n");
        run(0, checkout.resolve("heddle"), withMaven, "fetch", "--upload", "s4://bucket");
        assertThat(folder.resolve("mvn.log")).content().isEqualTo("built\n");
    }

    @Test
    @Timeout(30)
    void a_start_up_cache_that_does_not_fit_is_passed_over_in_silence() throws Exception {
        Path target = checkout.resolve("cli/target");
        writeGreeting(target.resolve("heddle.jar"));
        Files.writeString(
                target.resolve("heddle-get-" + System.getProperty("java.runtime.version") + ".aot"), "of no JDK");
        String said = run(0, checkout.resolve("heddle"), Map.of("HEDDLE_JAVA", System.getProperty("java.home")), "get");
        assertThat(said).isEqualTo("hello\n");
    }

    /// What is in that jar.
    public static class Greeting {
        public static void main(String[] words) {
            System.out.println("hello");
        }
    }

    private static void writeGreeting(Path jar) throws IOException {
        String name = Greeting.class.getName();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
        String file = name.replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = Greeting.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new ZipEntry(file));
            code.transferTo(out);
        }
        assertThat(jar.toFile().setLastModified(1_000)).isTrue();
    }

    /// A JDK whose java prints its path, the number of its process, and its arguments, a line each.
    private String jdk(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$$\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home.toString();
    }

    private String run(int exit, Path script, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Process process = start(script, environment, words);
        String said = read(process);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    private Process start(Path script, Map<String, String> environment, String... words) throws IOException {
        var builder =
                new ProcessBuilder(script.toString()).directory(folder.toFile()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
