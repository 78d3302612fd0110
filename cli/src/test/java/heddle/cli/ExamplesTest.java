package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.Router;
import heddle.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The three programs of the lesson, and the echo, run as `heddle run` runs them.
@Execution(ExecutionMode.CONCURRENT)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("heddle.root", ".."), "examples");

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({"Blocking,0 1", "ThreadPool,1 0", "Asynchronous,1 0"})
    void each_fetches_its_urls_and_says_in_which_order_they_were_done(String name, String order) throws Exception {
        var isQuickDone = new CountDownLatch(order.startsWith("1") ? 1 : 0);
        Handler slow = _ -> {
            isQuickDone.await(30, TimeUnit.SECONDS); // whoever asks one after the other is found out by the order
            return Reply.text("slow");
        };
        var router = Router.builder()
                .get("/slow", slow)
                .get("/quick", _ -> Reply.text("quick"))
                .build();
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, router)) {
            List<String> urls = List.of(server.url() + "/slow", server.url() + "/quick");
            List<String> said = output(EXAMPLES.resolve(name + ".java"), 0, urls, line -> {
                if (line.equals("Done: " + urls.get(1))) {
                    isQuickDone.countDown();
                }
            });
            assertThat(said.stream().filter(line -> line.startsWith("Request: ")))
                    .hasSize(2);
            assertThat(said.stream().filter(line -> line.startsWith("Done: ")))
                    .containsExactlyElementsOf(Stream.of(order.split(" "))
                            .map(index -> "Done: " + urls.get(Integer.parseInt(index)))
                            .toList());
        }
    }

    @Test
    @Timeout(60)
    void the_echo_client_hears_from_the_echo_server_what_it_says() throws Exception {
        var command = ShortJvm.command();
        command.addAll(List.of(EXAMPLES.resolve("EchoServer.java").toString(), "0"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = server.inputReader()) {
            String listening = said.readLine();
            assertThat(listening).startsWith("Listening on port ");
            String port = listening.substring("Listening on port ".length());
            assertThat(output(EXAMPLES.resolve("EchoClient.java"), 0, List.of(port, "one", "two", "three"), _ -> {}))
                    .containsExactly("one", "two", "three");
        } finally {
            server.destroy();
        }
    }

    @Test
    @Timeout(60)
    void a_program_that_does_not_compile_is_told_as_javac_tells_it(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("Wrong.java"), "void main() { IO.println(missing); }\n");
        assertThat(output(program, 1, List.of(), _ -> {})).anyMatch(line -> line.contains("cannot find symbol"));
    }

    /// What the program says, and hands to `heard` as soon as it does.
    private static List<String> output(Path program, int exit, List<String> arguments, Consumer<String> heard)
            throws IOException, InterruptedException {
        var command = ShortJvm.command();
        command.add(program.toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().peek(heard).toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(exit);
        return lines;
    }
}
