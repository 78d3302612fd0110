package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.ScriptedPeer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Family 6 of the cases: the process may open no more files. In a process of its own, which may open few.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the shell's ulimit")
@Execution(ExecutionMode.CONCURRENT)
class FewFilesTest {
    private static final int FILES_MAX = 128;
    /// No port that the system gives to anyone who asks for some port.
    private static final String NOBODY = "http://127.0.0.1:1/";

    @TempDir
    private Path folder;

    @Test
    void without_a_free_file_requests_fail_clearly_and_with_one_they_work_again() throws Exception {
        String response = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
        try (var peer = ScriptedPeer.answering(response)) {
            List<String> lines = run(peer.url(), NOBODY);
            assertThat(lines).as(String.join("\n", lines)).hasSize(6);
            assertThat(lines.get(0)).isEqualTo("ok abc");
            assertThat(lines.get(1)).startsWith("connect_failed CONNECT");
            assertThat(lines.subList(2, 4))
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("connect_failed CONNECT GET " + peer.url() + ": ")
                            .contains("too many open files; raise the limit (ulimit -n)"));
            assertThat(lines.get(4)).isEqualTo("ok abc");
            assertThat(lines.get(5)).startsWith("SessionStatistics[connections=0, idle=0, dialling=0, waiting=0");
        }
    }

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "ulimit -n %d && exec \"$0\" \"$@\"".formatted(FILES_MAX),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                FewFiles.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8))
                .isZero();
        return Files.readAllLines(output);
    }

    /// Everything these tests run with, whichever of the two paths it is on.
    private static String classPath() {
        return Stream.of(
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        Path.of("target", "test-classes").toAbsolutePath().toString())
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
