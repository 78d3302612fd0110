package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The jar that is built: `java -jar` on it alone, without the script and its options.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class JarTest {
    private static final Path JAR = Checkout.ROOT.resolve("cli/target/heddle.jar");

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... words) throws Exception {
        return run(List.of(), words);
    }

    private static Ended run(List<String> jvmOptions, String... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    /// Newer than the classes it is made of, as after `mvn verify`.
    private static boolean isFresh() throws IOException {
        Path classes = Checkout.ROOT.resolve("cli/target/classes/heddle/cli/Main.class");
        return Files.exists(JAR)
                && Files.exists(classes)
                && Files.getLastModifiedTime(JAR).compareTo(Files.getLastModifiedTime(classes)) >= 0;
    }

    /// A server of one answer: `hello`, coded.
    private static Ended coded(List<String> jvmOptions, String coding, String hex) throws Exception {
        byte[] body = HexFormat.of().parseHex(hex);
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = listener.accept()) {
                    var head =
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(coding, body.length);
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(body);
                    socket.getInputStream().readAllBytes();
                } catch (IOException _) {
                    // The client says what went wrong.
                }
            });
            return run(jvmOptions, "get", "--compressed", "http://127.0.0.1:" + listener.getLocalPort() + "/");
        }
    }

    @Test
    void it_decodes_br_and_zstd_without_a_word_of_the_jvm() throws Exception {
        assumeTrue(isFresh(), "needs the jar that mvn package or mvn verify builds");
        assertThat(coded(List.of(), "br", "0b028068656c6c6f03")).isEqualTo(new Ended(0, "hello", ""));
        assertThat(coded(List.of(), "zstd", "28b52ffd200529000068656c6c6f")).isEqualTo(new Ended(0, "hello", ""));
    }

    @Test
    void native_code_that_does_not_load_is_a_clear_error() throws Exception {
        assumeTrue(isFresh(), "needs the jar that mvn package or mvn verify builds");
        Ended ended = coded(List.of("-Djava.io.tmpdir=/dev/null"), "br", "0b028068656c6c6f03");
        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.err())
                .contains(
                        "content coding 'br' cannot be decoded here: it needs brotli4j and its native build, which did");
    }

    @Test
    void it_gets_and_fetches_over_tls_without_a_word_of_the_jvm(@TempDir Path folder) throws Exception {
        assumeTrue(isFresh(), "needs the jar that mvn package or mvn verify builds");
        try (var loops = Loops.open(1);
                var server =
                        HttpServer.open(ServerOptions.local().selfSigned("127.0.0.1"), loops, TestOrigin.router())) {
            assertThat(run("get", "-k", server.url() + "/redirect/1")).isEqualTo(new Ended(0, "arrived\n", ""));
            assertThat(run("get", "-k", "--compressed", server.url() + "/headers")
                            .out())
                    .contains("gzip, deflate, br, zstd");
            String out = folder.resolve("out").toString();
            Ended fetch = run("fetch", "-k", "-f", "files", "-o", out, server.url() + "/bytes/5");
            assertThat(fetch.code()).as(fetch.err()).isZero();
            assertThat(fetch.out()).startsWith("1 fetched, 0 failed");
            assertThat(Path.of(out, "results.jsonl")).content().contains("\"size_download\":5");
        }
    }

    @Test
    void it_reads_a_list_in_parquet_and_says_nothing_of_how() throws Exception {
        assumeTrue(isFresh(), "needs the jar that mvn package or mvn verify builds");
        Path list = Checkout.ROOT.resolve("fetch/src/test/resources/heddle/fetch/input/typed.parquet");
        Ended plan = run("fetch", "--dry-run", "-i", list.toString(), "--url-column", "page");
        assertThat(plan.out()).startsWith("would fetch   198 URLs of 1 host\n");
        assertThat(plan.err()).isEmpty();
    }
}
