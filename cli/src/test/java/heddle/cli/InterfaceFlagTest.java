package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the connections of `fetch` and `check` begin; those of `get` are in [GetCommandTest].
@Timeout(60)
class InterfaceFlagTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Loops loops = Loops.open(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.open(ServerOptions.local(), loops, request -> {
            String from = ((InetSocketAddress) request.remoteAddress()).getHostString();
            asked.add(from + " " + request.path());
            return request.path().equals("/robots.txt") ? Reply.text("") : Reply.text("here");
        });
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private Session run(String words) {
        return Session.of((words + " " + server.url() + "/page").split(" "));
    }

    @Test
    void a_fetch_asks_for_pages_and_robots_files_from_there() {
        var fetch = run("fetch -q -f none --robots obey --interface 127.0.0.7");
        assertThat(fetch.end()).as(fetch.err()).isEqualTo(ExitCode.OK);
        assertThat(asked).containsExactly("127.0.0.7 /robots.txt", "127.0.0.7 /page");
    }

    @Test
    void a_check_asks_for_links_and_robots_files_from_there() {
        var check = run("check --interface ::1,127.0.0.8");
        assertThat(check.end()).as(check.err()).isEqualTo(ExitCode.OK);
        assertThat(asked).contains("127.0.0.8 /page").allMatch(line -> line.startsWith("127.0.0.8 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch -q -f none", "check"})
    void an_address_of_another_machine_is_told_as_what_is_wrong(String command) {
        var elsewhere = run(command + " --retry 0 --interface 192.0.2.1");
        assertThat(elsewhere.end()).isNotEqualTo(ExitCode.OK);
        assertThat(elsewhere.out() + elsewhere.err()).contains("it cannot begin at 192.0.2.1");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch -q -f none", "check"})
    void what_is_neither_address_nor_interface_is_refused_before_anything_is_asked(String command) {
        var unknown = run(command + " --interface nosuch0");
        assertThat(unknown.end()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("'nosuch0'");
        assertThat(asked).isEmpty();
    }
}
