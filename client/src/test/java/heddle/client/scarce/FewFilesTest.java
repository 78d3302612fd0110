package heddle.client.scarce;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
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
            List<String> lines = ScarceProgram.run(
                    folder, ScarceProgram.after("ulimit -n " + FILES_MAX), FewFiles.class, peer.url(), NOBODY);
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
}
