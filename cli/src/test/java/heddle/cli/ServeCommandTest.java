package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class ServeCommandTest {
    @TempDir
    Path folder;

    /// Without native code the JDK's own engine speaks TLS, on both sides of a connection.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(60)
    void it_speaks_tls_with_and_without_native_code_and_ends_cleanly(boolean isNative) throws Exception {
        var command = ShortJvm.command();
        command.add(1, "-Dio.netty.handler.ssl.noOpenSsl=" + !isNative);
        command.addAll(List.of(Main.class.getName(), "serve", "--tls", "--port", "0", "--loops", "2"));
        Process serve = new ProcessBuilder(command).start();
        try {
            String url = serve.inputReader().readLine();
            assertThat(url).startsWith("https://127.0.0.1:");
            assertThat(serve.errorReader().readLine()).startsWith("routes: ").endsWith("Ctrl-C stops");
            Path body = folder.resolve("body");
            assertThat(Session.of("get", "-k", "-o", body.toString(), url + "bytes/300000"))
                    .isEqualTo(new Session(ExitCode.OK, "", ""));
            assertThat(body).hasSize(300_000);
            Session refused = Session.of("get", url + "bytes/3");
            assertThat(refused.end()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(refused.err()).contains("it is self-signed");
        } finally {
            serve.toHandle().destroy();
        }
        assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isZero();
    }
}
