package heddle.client.scarce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Family 6 of the cases: no local port is left. In a network of its own, which has few.
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a network namespace")
@Execution(ExecutionMode.CONCURRENT)
class FewPortsTest {
    private static final String FEW = "ip link set lo up && echo '40000 40009' >/proc/sys/net/ipv4/ip_local_port_range";

    @TempDir
    private Path folder;

    @Test
    void without_a_free_port_a_request_fails_clearly_and_with_one_it_works_again() throws Exception {
        assumeThat(unshares())
                .as("unshare makes a network here, and ip sets it up")
                .isTrue();
        List<String> lines = ScarceProgram.run(folder, inItsNetwork(ScarceProgram.after(FEW)), FewPorts.class);
        assertThat(lines).as(String.join("\n", lines)).hasSize(5);
        assertThat(lines.get(0)).isEqualTo("ok abc");
        assertThat(lines.get(1)).matches("in use: ([5-9]|10)");
        assertThat(lines.get(2))
                .startsWith("connect_failed CONNECT GET http://127.0.0.1:")
                .contains("no local port is free towards it: keep connections alive or use fewer");
        assertThat(lines.get(3)).isEqualTo("ok abc");
        assertThat(lines.get(4)).startsWith("SessionStatistics[connections=0, idle=0, dialling=0, waiting=0");
    }

    private static List<String> inItsNetwork(List<String> command) {
        return Stream.concat(Stream.of("unshare", "-rn"), command.stream()).toList();
    }

    private static boolean unshares() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(inItsNetwork(List.of("sh", "-c", FEW)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
